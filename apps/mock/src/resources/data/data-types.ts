import { recordShape } from "@mileapp/contract/records";
import { type Call, callerOf } from "../../behave/call.ts";
import { defineRules } from "../../behave/rules.ts";
import { isObject, type JsonObject, listIn, objectsIn, without } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { isKey, readField } from "./data-fields.ts";

/** Data types (facts: data-type.md): one key field, sound fields, and records that follow a change. */
defineRules("dataTypes", {
  complete(call, draft, before) {
    if (before !== undefined && (call.body.provider ?? before.provider) !== before.provider) {
      throw invalid("The provider can't be changed.");
    }
    const provider = before?.provider ?? draft.provider;
    const deleted = deletedFields(call);
    const email = callerOf(call).email;
    return {
      ...without(draft, ["deleteFields"]),
      fields: readFields(draft.fields).filter(({ id }) => !deleted.includes(id)),
      limitUser: draft.limitUser ?? false,
      commonData: draft.commonData ?? false,
      provider,
      providerConfig: provider === "external-api" ? externalConfig(call, before) : noConfig(call),
      createdBy: before?.createdBy ?? email,
      updatedBy: email,
    };
  },
  changed(call, after, before) {
    if (after === undefined || before === undefined) return;
    const erased = deletedFields(call).map(String);
    if (erased.length === 0 && after.name === before.name) return;
    const records = call.organization.collection("dataSources");
    const data_type = { _id: after._id, name: after.name };
    for (const { key, value } of [...records.allBy("dataTypeId", after._id)]) {
      records.put(key, { ...without(value, erased), data_type });
    }
  },
});

/** Keys that every record has, whatever its data type. */
const isReserved = (id: unknown) => recordShape("dataSources").properties.includes(String(id));

function deletedFields(call: Call): readonly unknown[] {
  const ids = listIn(call.body.deleteFields);
  if (ids.includes("dataId")) throw invalid("The deleteFields field must not name the key field.");
  return ids.filter((id) => !isReserved(id));
}

/** The fields as they are stored: the key field is written in one way, and every field has its options. */
function readFields(sent: unknown): readonly JsonObject[] {
  const fields = objectsIn(sent);
  if (fields.filter(isKey).length !== 1) throw invalid("The fields field must have exactly one key field.");
  const seen = new Set<unknown>();
  return fields.map((field, index) => {
    if (seen.has(field.id)) throw invalid(`The fields.${index}.id field is a duplicate.`);
    seen.add(field.id);
    return isKey(field) ? readKeyField(field, index) : readOtherField(field, index);
  });
}

function readKeyField(field: JsonObject, index: number): JsonObject {
  if (field.id !== "dataId") throw invalid(`The fields.${index}.id field must be dataId: it is the key field.`);
  return { optionData: [], ...field, type: "primaryKey", primaryKey: true };
}

function readOtherField(field: JsonObject, index: number): JsonObject {
  if (isReserved(field.id)) throw invalid(`The fields.${index}.id field is a reserved key.`);
  const options = listIn(field.optionData);
  if (field.type === "option" && options.length === 0) {
    throw invalid(`The fields.${index}.optionData field must not be empty.`);
  }
  const { default: value, fault } = readField(field);
  const reason = value === undefined ? undefined : fault(value);
  if (reason !== undefined) throw invalid(`The fields.${index}.default field ${reason}.`);
  return { ...field, optionData: options };
}

function noConfig(call: Call): null {
  if (isObject(call.body.providerConfig))
    throw invalid("The providerConfig field is only for the provider external-api.");
  return null;
}

/** The credential is kept out of the memory, so that no answer can show it. */
function externalConfig(call: Call, before: JsonObject | undefined): JsonObject {
  const stored = isObject(before?.providerConfig) ? before.providerConfig : {};
  const sent = isObject(call.body.providerConfig) ? call.body.providerConfig : {};
  const config = without({ ...stored, ...sent }, ["key"]);
  if (config.url === undefined) throw invalid("The providerConfig field is required.");
  return config;
}

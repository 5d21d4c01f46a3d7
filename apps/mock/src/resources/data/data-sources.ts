import { type Call, callerOf } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { createRecord, updateState } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { type JsonObject, without } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { invalid, taken } from "../../refusal.ts";
import { emit } from "../../webhooks/emit.ts";
import { shapeOf } from "./data-fields.ts";

/** Data records (facts: data-source.md): the data type decides which keys a record has and where its key is unique. */
defineRules("dataSources", {
  complete(call, draft, before) {
    const { value: dataType } = selected(call, "dataTypes", draft.dataTypeId, "dataTypeId");
    const record = withFields(dataType, placed(dataType, without(draft, ["updatedBy"])), before);
    const holder = findByKey(call, dataType, record);
    if (holder !== undefined && holder.value !== before) throw taken("dataId");
    const { email } = callerOf(call);
    return {
      ...record,
      limitUser: draft.limitUser ?? null,
      data_type: { _id: dataType._id, name: dataType.name },
      createdBy: before?.createdBy ?? email,
      // Nobody has changed a new record yet.
      ...(before !== undefined && { updatedBy: email }),
    };
  },
  changed(call, after, before) {
    if (before === undefined && after !== undefined) emit(call, "onDataSourceCreated", without(after, ["data_type"]));
  },
});

/** A data type by its id. */
export function dataTypeOf(call: Call, id: unknown): JsonObject | undefined {
  return call.organization.collection("dataTypes").get(String(id))?.value;
}

/** The record that `dataId` and, unless all hubs share the data type, `hubId` tell apart. */
export function findByKey(call: Call, dataType: JsonObject, { dataId, hubId }: JsonObject): Entry | undefined {
  for (const entry of call.organization.collection("dataSources").allBy("dataId", dataId)) {
    const { value } = entry;
    const inPlace = dataType.commonData === true || value.hubId === hubId;
    if (inPlace && value.dataTypeId === dataType._id) return entry;
  }
  return undefined;
}

/** The record that a row names by the key of its data type. */
export function findOfRow(call: Call, row: JsonObject): Entry | undefined {
  const dataType = dataTypeOf(call, row.dataTypeId);
  return dataType === undefined ? undefined : findByKey(call, dataType, row);
}

/** Changes the record that a row names by its key, or creates it. */
export function upsert(call: Call, row: JsonObject): { readonly entry: Entry; readonly event: "create" | "update" } {
  const known = findOfRow(call, row);
  if (known === undefined) return { entry: createRecord(call, row), event: "create" };
  return { entry: updateState(call, known.value, row), event: "update" };
}

/** A record of a shared data type has no hub, any other has one. */
function placed(dataType: JsonObject, draft: JsonObject): JsonObject {
  if (dataType.commonData === true) return without(draft, ["hubId"]);
  if (draft.hubId === undefined) throw invalid("The hubId field is required.");
  return draft;
}

/** The record with its defaults. Values that were stored before are good, even if their field is gone. */
function withFields(dataType: JsonObject, draft: JsonObject, before: JsonObject | undefined): JsonObject {
  // Without a prototype, because the fields have the names that an organization gives them.
  const found: Record<string, unknown> = Object.assign(Object.create(null), draft);
  const { fields, keys } = shapeOf(dataType);
  for (const { id, required, default: otherwise, fault } of fields) {
    const value = found[id] === undefined ? otherwise : found[id];
    if (value !== undefined) found[id] = value;
    if (value === undefined || value === null || (required && value === "")) {
      if (required) throw invalid(`The ${id} field is required.`);
    } else if (before === undefined || !Object.hasOwn(before, id) || value !== before[id]) {
      const reason = fault(value);
      if (reason !== undefined) throw invalid(`The ${id} field ${reason}.`);
    }
  }
  refuseUnknown(draft, keys, before);
  return found;
}

function refuseUnknown(draft: JsonObject, known: ReadonlySet<string>, before: JsonObject = {}): void {
  for (const name of Object.keys(draft)) {
    if (!known.has(name) && !Object.hasOwn(before, name)) throw invalid(`The ${name} field is not a known field.`);
  }
}

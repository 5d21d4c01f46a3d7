import { isObject, type JsonObject } from "../json.ts";
import { unknownRecord } from "../refusal.ts";
import type { MockResponse } from "../types.ts";
import type { Behaviour, Call } from "./call.ts";
import { answerDocumented, documentedBody, envelopeOf } from "./envelope.ts";
import { createRecord, deleteRecord, findRecord, replaceRecord, updateRecord } from "./records.ts";
import { rulesOf } from "./rules.ts";

/** Answers with a new record. */
export const create: Behaviour = (call) => answerRecord(call, createRecord(call, call.body));

/** Answers with the record of the path. */
export const get: Behaviour = (call) => {
  const entry = findRecord(call, keyOfPath(call));
  if (entry === undefined) throw unknownRecord();
  rulesOf(call.operation.resource.collection).readable?.(call, entry.value);
  return answerRecord(call, entry);
};

/** Puts the body in the place of the record of the path, or there where none is. */
export const replace: Behaviour = (call) => answerRecord(call, replaceRecord(call, keyOfPath(call), call.body));

/** Changes of the record of the path what the body holds. */
export const update: Behaviour = (call) => answerRecord(call, updateRecord(call, keyOfPath(call), call.body));

/** Removes the record of the path, and answers with it where the document shows it. */
export const remove: Behaviour = (call) => {
  const entry = deleteRecord(call, keyOfPath(call));
  return call.operation.resource.item === undefined ? answerAbout(call, entry.value) : answerRecord(call, entry);
};

/** The value of the path parameter that holds the id. */
export function keyOfPath(call: Call): string {
  const { key } = call.operation.resource;
  if (key === undefined) throw new Error(`${call.operation.id} names no key`);
  return call.path(key.parameter);
}

/** The operation's success around a record. */
export function answerRecord({ operation, exchange }: Call, { text }: { readonly text: string }): MockResponse {
  return envelopeOf(operation, operation.resource.item ?? "", exchange.wish.status).wrap(text);
}

/** The operation's success around what was made for this answer. */
export function answerValue(call: Call, value: unknown): MockResponse {
  return answerRecord(call, { text: JSON.stringify(value) });
}

/** A success without a record in it: the documented body, with the id of the record it is about. */
function answerAbout(call: Call, record: JsonObject): MockResponse {
  const body = documentedBody(call.operation, 200);
  const ids = ["_id", "id"].filter((name) => isObject(body) && name in body);
  return answerDocumented(call, Object.fromEntries(ids.map((name) => [name, record[name] ?? record._id ?? record.id])));
}

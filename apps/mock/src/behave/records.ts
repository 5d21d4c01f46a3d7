import { recordShape, requestShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import type { Entry } from "../memory/entry.ts";
import { isId } from "../memory/identity.ts";
import { keyOf } from "../memory/store.ts";
import { unknownRecord } from "../refusal.ts";
import type { Call } from "./call.ts";
import { checkReferences, checkUnique } from "./checks.ts";
import { documentedRecord } from "./documented-record.ts";
import { rulesOf } from "./rules.ts";
import { stampChanged, stampNew } from "./stamps.ts";

/** Creates a record from what a request says of it. */
export function createRecord(call: Call, input: JsonObject, id = call.world.nextId()): Entry {
  const { collection } = call.operation.resource;
  checkUnique(call, input, undefined);
  checkReferences(call, input);
  const rules = rulesOf(collection);
  const record = rules.make?.(call, stampNew(call, {}, id), input) ?? completeNew(call, input, id);
  const entry = call.records.put(keyOf(record), record);
  rules.changed?.(call, record, undefined);
  return entry;
}

/** A new record as it is sent, with what is missing and what follows. */
function completeNew(call: Call, input: JsonObject, id: string): JsonObject {
  const { collection } = call.operation.resource;
  const draft: Draft = { ...requestShape(call.operation.id).defaults, ...input };
  fillRequired(collection, draft, {});
  stampNew(call, draft, id);
  return rulesOf(collection).complete?.(call, draft, undefined, input) ?? draft;
}

/** Puts a new state in the place of the old one; creates the record when there is none under this well-formed id. */
export function replaceRecord(call: Call, key: string, input: JsonObject): Entry {
  const before = findRecord(call, key)?.value;
  if (before === undefined) {
    if (!isId(key)) throw unknownRecord();
    return createRecord(call, input, key);
  }
  return replaceState(call, before, input);
}

/** Puts a new state in the place of a stored one. */
export function replaceState(call: Call, before: JsonObject, input: JsonObject): Entry {
  const sent = new Set(requestShape(call.operation.id).properties);
  const { properties } = recordShape(call.operation.resource.collection);
  const kept = properties.filter((name) => !sent.has(name) && name in before).map((name) => [name, before[name]]);
  const draft = { ...Object.fromEntries(kept), ...requestShape(call.operation.id).defaults, ...input };
  return change(call, before, draft, input);
}

/** Changes only what is sent. */
export function updateRecord(call: Call, key: string, input: JsonObject): Entry {
  const before = findRecord(call, key)?.value;
  if (before === undefined) throw unknownRecord();
  return updateState(call, before, input);
}

/** Changes of a stored record only what is sent. */
export function updateState(call: Call, before: JsonObject, input: JsonObject): Entry {
  return change(call, before, { ...before, ...input }, input);
}

/** Removes a record and returns its last state. */
export function deleteRecord(call: Call, key: string): Entry {
  const entry = findRecord(call, key);
  if (entry === undefined) throw unknownRecord();
  return deleteEntry(call, entry);
}

/** Removes a stored record and returns its last state. */
export function deleteEntry(call: Call, entry: Entry): Entry {
  const rules = rulesOf(call.operation.resource.collection);
  rules.removable?.(call, entry.value);
  call.records.delete(entry.key);
  rules.changed?.(call, undefined, entry.value);
  return entry;
}

/** Writes a record that a request about another one changes or makes, and tells its rules. */
export function putRecord(call: Call, collection: string, record: JsonObject, before?: JsonObject): Entry {
  const entry = call.organization.collection(collection).put(keyOf(record), record);
  rulesOf(collection).changed?.(call, record, before);
  return entry;
}

/** Removes a record that goes along with another one, and tells its rules. */
export function dropRecord(call: Call, collection: string, { key, value }: Entry): void {
  call.organization.collection(collection).delete(key);
  rulesOf(collection).changed?.(call, undefined, value);
}

/** The record that a path or a row of a bulk names. */
export function findRecord(call: Call, key: string): Entry | undefined {
  const property = call.operation.resource.key?.property ?? "_id";
  const direct = call.records.get(key);
  if (direct !== undefined && String(direct.value[property] ?? key) === key) return direct;
  // Records with an `_id` are stored under it, so nobody else has it.
  return property === "_id" ? undefined : call.records.findBy(property, key);
}

function change(call: Call, before: JsonObject, draft: JsonObject, input: JsonObject): Entry {
  const { collection } = call.operation.resource;
  const rules = rulesOf(collection);
  rules.changeable?.(call, before, draft);
  checkUnique(call, draft, before);
  checkReferences(call, draft, before);
  const own: Draft = { ...draft };
  fillRequired(collection, own, before);
  stampChanged(call, own, before);
  const record = rules.complete?.(call, own, before, input) ?? own;
  const entry = call.records.put(keyOf(before), record);
  rules.changed?.(call, record, before);
  return entry;
}

/** A record on its way into the memory. */
type Draft = Record<string, unknown>;

/** Adds what a record always has and nobody sent: from its former state, else from the documented example. */
function fillRequired(collection: string, draft: Draft, before: JsonObject): void {
  const { required, defaults } = recordShape(collection);
  const example = documentedRecord(collection);
  // Not `??=`: a null that was sent is a value.
  for (const name in defaults) if (draft[name] === undefined) draft[name] = defaults[name];
  for (const name of required) if (draft[name] === undefined) draft[name] = before[name] ?? example[name];
}

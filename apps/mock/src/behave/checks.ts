import { requestShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import type { Entry } from "../memory/entry.ts";
import { taken, unknownChoice } from "../refusal.ts";
import type { Call } from "./call.ts";

/** Refuses a value that another record has, where the document says `x-unique`. */
export function checkUnique(call: Call, input: JsonObject, before: JsonObject | undefined): void {
  for (const property of requestShape(call.operation.id).unique) {
    const value = input[property];
    if (value === undefined || value === before?.[property]) continue;
    const holder = call.records.findBy(property, value);
    if (holder !== undefined && holder.value !== before) throw taken(property);
  }
}

/** Refuses a value that names no record, where the document says `x-reference`. */
export function checkReferences(call: Call, input: JsonObject, before?: JsonObject): void {
  for (const { property, collection, match } of requestShape(call.operation.id).references) {
    const value = input[property];
    if (value === undefined || value === null || value === before?.[property]) continue;
    for (const one of Array.isArray(value) ? value : [value]) selected(call, collection, one, property, match);
  }
}

/** The record that a field of a request names, by its property `match`. Throws a `Refusal` (400) when there is none. */
export function selected(
  { organization }: Call,
  collection: string,
  value: unknown,
  field: string,
  match = "_id",
): Entry {
  const records = organization.collection(collection);
  // Records with an `_id` are stored under it, and need no index of it.
  const entry = match === "_id" ? records.get(String(value)) : records.findBy(match, value);
  if (entry === undefined) throw unknownChoice(field);
  return entry;
}

import { requestShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import { conflict, invalid } from "../refusal.ts";
import type { Call } from "./call.ts";

/** Refuses a value that another record has, where the document says `x-unique`. */
export function checkUnique(call: Call, input: JsonObject, before: JsonObject | undefined): void {
  for (const property of requestShape(call.operation.id).unique) {
    const value = input[property];
    if (value === undefined || value === before?.[property]) continue;
    const holder = call.records.findBy(property, value);
    if (holder !== undefined && holder.value !== before) throw conflict(`The ${property} has already been taken.`);
  }
}

/** Refuses a value that names no record, where the document says `x-reference`. */
export function checkReferences(call: Call, input: JsonObject, before?: JsonObject): void {
  for (const { property, collection, match } of requestShape(call.operation.id).references) {
    const value = input[property];
    if (value === undefined || value === null || value === before?.[property]) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (call.organization.collection(collection).findBy(match, one) === undefined) {
        throw invalid(`The selected ${property} is invalid.`);
      }
    }
  }
}

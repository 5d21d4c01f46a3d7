import { jsonSchemas } from "./content.ts";
import type { Operation } from "./operations.ts";
import type { Place } from "./place.ts";
import { find, itemsOf } from "./schema.ts";

const answeringRecords = new Set(["list", "get", "create", "replace", "update"]);

/** The schemas of the records in each collection, as far as operations answer with them. */
export function recordsByCollection(operations: Operation[]): Map<string, Place[]> {
  const records = new Map<string, Place[]>();
  for (const operation of operations) {
    const item = operation.place.get("x-resource")?.get("item");
    if (!item || !answeringRecords.has(verbOf(operation))) continue;
    const found = successSchemas(operation).flatMap((schema) => find(schema, item.text));
    const own = verbOf(operation) === "list" ? found.flatMap(itemsOf) : found;
    records.set(collectionOf(operation), [...(records.get(collectionOf(operation)) ?? []), ...own]);
  }
  return records;
}

/** The schemas of an operation's JSON success answers. */
export function successSchemas(operation: Operation): Place[] {
  return operation.successes.flatMap(([, response]) => jsonSchemas(response));
}

/** What x-resource says the operation does; empty when it says nothing. */
export function verbOf(operation: Operation): string {
  return operation.place.get("x-resource")?.get("verb")?.text ?? "";
}

/** Which records x-resource says the operation touches; empty when it says nothing. */
export function collectionOf(operation: Operation): string {
  return operation.place.get("x-resource")?.get("collection")?.text ?? "";
}

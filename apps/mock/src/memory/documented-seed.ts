import { type Operation, operations } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { recordShape } from "@mileapp/contract/records";
import { isObject, type JsonObject, valueAt } from "../json.ts";
import { keyOf, type Seed } from "./store.ts";
import { compareValues } from "./view.ts";

/** Verbs whose documented answers show records that are there. What only a create shows is still to be created. */
const shown = new Set(["get", "list"]);

/**
 * The records that the document's examples show: a small, coherent organization, so that a mock is never empty of what a
 * first request needs. Of several examples of one record, the one with most fields counts.
 */
export function documentedSeed(): Seed {
  const seed: Record<string, Map<string, JsonObject>> = {};
  for (const operation of operations) {
    if (!shown.has(operation.resource.verb)) continue;
    seed[operation.resource.collection] ??= new Map();
    const known = seed[operation.resource.collection];
    for (const record of recordsShownBy(operation)) {
      const before = known?.get(keyOf(record));
      if (before === undefined || Object.keys(record).length > Object.keys(before).length)
        known?.set(keyOf(record), record);
    }
  }
  return Object.fromEntries(
    Object.entries(seed).map(([name, records]) => [name, [...records.values()].filter(isWhole(name)).sort(byAge)]),
  );
}

function recordsShownBy({ id, resource }: Operation): JsonObject[] {
  const { item } = resource;
  if (item === undefined) return [];
  const values = Object.values(examplesOf(id).answers).flatMap((list) => list.map(({ value }) => valueAt(value, item)));
  return values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isObject);
}

/** A row of a projected list is no record. */
function isWhole(collection: string): (record: JsonObject) => boolean {
  const { required } = recordShape(collection);
  return (record) => required.every((property) => property in record);
}

/** So that the order of arrival is the order of creation. Times in the notations of the API sort like texts. */
function byAge(a: JsonObject, b: JsonObject): number {
  return compareValues(a.createdTime ?? "", b.createdTime ?? "") || compareValues(keyOf(a), keyOf(b));
}

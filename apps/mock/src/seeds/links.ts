import { operations } from "@mileapp/contract";
import { type Reference, requestShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import type { Seed } from "../memory/store.ts";

/**
 * Finds in the records of a collection, one after the other, what the API would refuse beside the others: a value that
 * another record has already (`x-unique` of the document), or one that names no record (`x-reference`). `all` are the
 * records that there will be.
 */
export function linkChecker(collection: string, all: Seed): (record: JsonObject) => string[] {
  const shapes = operations
    .filter(({ resource }) => resource.collection === collection)
    .map(({ id }) => requestShape(id));
  const seen = new Map(shapes.flatMap(({ unique }) => unique.map((property) => [property, new Set<unknown>()])));
  const references = new Map(shapes.flatMap((shape) => shape.references.map((one) => [JSON.stringify(one), one])));
  const named = [...references.values()].map((one) => [one, valuesOf(one, all)] as const);
  return (record) => [
    ...[...seen].flatMap(([property, values]) => (isNew(record[property], values) ? [] : [twice(property)])),
    ...named.flatMap(([reference, values]) => missing(record, reference, values)),
  ];
}

/** What a record says that stands in for another record by the same property. */
export const twice = (property: string): string => `the ${property} stands there twice`;

function valuesOf({ collection, match }: Reference, all: Seed): Set<unknown> {
  return new Set(all[collection]?.map((record) => record[match]));
}

/** Notes a value; false when it was noted before. */
function isNew(value: unknown, known: Set<unknown>): boolean {
  if (value === undefined || value === null) return true;
  const { size } = known;
  return known.add(value).size > size;
}

function missing(record: JsonObject, { property, collection, match }: Reference, known: Set<unknown>): string[] {
  const value = record[property];
  return [value]
    .flat()
    .filter((one) => one !== undefined && one !== null && !known.has(one))
    .map((one) => `${property} names ${JSON.stringify(one)}, which is no ${match} in ${collection}`);
}

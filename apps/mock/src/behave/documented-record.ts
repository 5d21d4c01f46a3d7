import type { JsonObject } from "../json.ts";
import { documentedSeed } from "../memory/documented-seed.ts";

const best = new Map<string, JsonObject>();

/** The document's most complete example of a collection's records; an empty object when it shows none. */
export function documentedRecord(collection: string): JsonObject {
  if (best.size === 0) {
    for (const [name, records] of Object.entries(documentedSeed())) best.set(name, mostComplete(records));
  }
  return best.get(collection) ?? {};
}

function mostComplete(records: readonly JsonObject[]): JsonObject {
  const size = (record: JsonObject) => Object.keys(record).length;
  return records.reduce<JsonObject>((found, record) => (size(record) > size(found) ? record : found), {});
}

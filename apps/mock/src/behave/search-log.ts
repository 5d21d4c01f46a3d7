import { isObject, type JsonObject } from "../json.ts";
import type { MockResponse } from "../types.ts";
import type { Call } from "./call.ts";
import { answerDocumented } from "./envelope.ts";
import { readSlice } from "./list.ts";
import { listingOf } from "./listing.ts";
import { queryValue } from "./query.ts";

/** A search in a log that is kept by a search engine. What is searched is the `_source` of each entry. */
interface Search {
  readonly matches: (source: JsonObject) => boolean;
  /** The same in the engine's language, for the answer to repeat. */
  readonly must: readonly object[];
}

/** Answers one page of a log with the search that was made (facts: automation.md, export-task.md). */
export function answerSearch(call: Call, { matches, must }: Search): MockResponse {
  const sortBy = String(queryValue(call, "sortBy"));
  const order = queryValue(call, "sortOrder") === "asc" ? "asc" : "desc";
  const found = [...call.records.entries()].filter(({ value }) => matches(sourceOf(value)));
  // The later of two that are equal has arrived later.
  found.sort((a, b) => compare(sourceOf(a.value)[sortBy], sourceOf(b.value)[sortBy]) || a.sequence - b.sequence);
  if (order === "desc") found.reverse();
  const { start: from, end, limit: size } = readSlice(call, listingOf(found));
  const data = found.slice(from, end).map(({ value }) => value);
  const params = { from, size, query: { bool: { must } }, sort: [{ [sortBy]: { order } }] };
  return answerDocumented(call, { data, total: found.length, params });
}

/** What an entry of a log is about. */
export function sourceOf({ _source }: JsonObject): JsonObject {
  return isObject(_source) ? _source : {};
}

function compare(a: unknown, b: unknown): number {
  const [first, second] = [String(a ?? ""), String(b ?? "")];
  return first < second ? -1 : Number(first > second);
}

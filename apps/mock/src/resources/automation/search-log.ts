import type { Call } from "../../behave/call.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { queryValue } from "../../behave/query.ts";
import { isObject, type JsonObject, withValueAt } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import type { MockResponse } from "../../types.ts";

/** A search in a log that is kept by a search engine. What is searched is the `_source` of each entry. */
export interface Search {
  readonly matches: (source: JsonObject) => boolean;
  /** The same in the engine's language, for the answer to repeat. */
  readonly must: readonly object[];
}

/** Answers one page of a log with the search that was made (facts: automation.md, export-task.md). */
export function answerSearch(call: Call, { matches, must }: Search): MockResponse {
  const { query, operation } = call;
  const { item = "" } = operation.resource;
  const sortBy = String(queryValue(call, "sortBy"));
  const order = queryValue(call, "sortOrder") === "asc" ? "asc" : "desc";
  const size = Number(query.limit);
  const from = (Number(query.page) - 1) * size;
  const found = [...call.records.entries()].filter(({ value }) => matches(sourceOf(value)));
  // The later of two that are equal has arrived later.
  found.sort((a, b) => compare(sourceOf(a.value)[sortBy], sourceOf(b.value)[sortBy]) || a.sequence - b.sequence);
  if (order === "desc") found.reverse();
  const data = found.slice(from, from + size).map(({ value }: Entry) => value);
  const params = { from, size, query: { bool: { must } }, sort: [{ [sortBy]: { order } }] };
  const status = call.exchange.wish.status ?? 200;
  const body = withValueAt(documentedBody(operation, status), item, data);
  return {
    status,
    headers: {},
    body: JSON.stringify({ ...(isObject(body) ? body : {}), total: found.length, params }),
  };
}

/** What an entry of a log is about. */
export function sourceOf({ _source }: JsonObject): JsonObject {
  return isObject(_source) ? _source : {};
}

function compare(a: unknown, b: unknown): number {
  const [first, second] = [String(a ?? ""), String(b ?? "")];
  return first < second ? -1 : Number(first > second);
}

import type { Paging } from "@mileapp/contract";
import type { JsonObject } from "../json.ts";
import type { Entry } from "../memory/entry.ts";
import { invalid } from "../refusal.ts";
import type { MockResponse } from "../types.ts";
import type { Behaviour, Call } from "./call.ts";
import { documentedBody, envelopeOf, pagePointer } from "./envelope.ts";
import type { Listing } from "./listing.ts";
import { writePage } from "./page.ts";
import { queryValue, readQuery } from "./query.ts";

/** Answers a list: filtered, sorted, one page of it, and of each record only the fields that were asked for. */
export const list: Behaviour = (call) => answerList(call, call.records.view(readQuery(call)));

/** What some lists have beyond a page of records. */
interface ListOptions {
  /** Properties that rows have beside those that `fields` names. Default: the id. */
  readonly always?: readonly string[];
  /** Properties of the body that take the place of the documented ones. */
  readonly beside?: JsonObject;
}

/** The operation's success around one page of a listing. */
export function answerList(call: Call, entries: Listing, { always, beside }: ListOptions = {}): MockResponse {
  const { operation, exchange } = call;
  const { item = "" } = operation.resource;
  const slice = readSlice(call, entries);
  const rows = entries.slice(slice.start, slice.end);
  const data = writeRows(call, rows, always);
  const page = pagePointer(documentedBody(operation, 200), item);
  if (page === undefined) return envelopeOf(operation, item, exchange.wish.status).wrap(data, beside);
  return envelopeOf(operation, page, exchange.wish.status).wrap(
    writePage(call, slice, entries.length, data, rows.at(-1)?.key),
    beside,
  );
}

/** Records as the JSON text of an array, each with the fields that were asked for. */
export function writeRows(call: Call, entries: readonly Entry[], always: readonly string[] = ["_id"]): string {
  const fields = readFields(call, always);
  let rows = "";
  for (const entry of entries) {
    if (rows !== "") rows += ",";
    rows += fields === undefined ? entry.text : JSON.stringify(pick(entry.value, fields));
  }
  return `[${rows}]`;
}

/** Which part of a list is asked for; positions count from 0, `end` is one behind the last. */
export interface Slice {
  /** Whether it is found by a cursor and not by the number of its page. */
  readonly byCursor?: boolean;
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly limit: number;
}

/** Reads from a request which part of a list it asks for. Throws a `Refusal` (400) for an unknown cursor. */
export function readSlice(call: Call, entries: Listing): Slice {
  const { paging } = call.operation;
  if (paging === undefined || paging.style === "none") {
    return { start: 0, end: entries.length, page: 1, limit: Math.max(1, entries.length) };
  }
  const limit = Number(call.query[paging.limit] ?? paging.default);
  if (paging.style === "cursor" && String(call.query[paging.switch] ?? "") === "1") {
    const start = positionAfter(call, paging, entries);
    return { byCursor: true, start, end: start + limit, page: Math.floor(start / limit) + 1, limit };
  }
  const page = Number(call.query[paging.page] ?? 1);
  const start = (page - 1) * limit;
  return { start, end: start + limit, page, limit };
}

/** Where a list goes on after the record that a cursor names, even if that has left the list meanwhile. */
function positionAfter(call: Call, paging: Extract<Paging, { style: "cursor" }>, entries: Listing): number {
  const cursor = call.query[paging.cursor];
  if (cursor === undefined) return 0;
  const entry = call.records.get(String(cursor));
  if (entry === undefined) throw invalid(`The selected ${paging.cursor} is invalid.`);
  return entries.positionOf(entry) + 1;
}

function readFields(call: Call, always: readonly string[]): readonly string[] | undefined {
  const fields = queryValue(call, "fields");
  if (fields === undefined || fields === "") return undefined;
  const names = Array.isArray(fields) ? fields.map(String) : String(fields).split(",");
  return [...always, ...names.map((name) => name.trim())];
}

function pick(value: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]]));
}

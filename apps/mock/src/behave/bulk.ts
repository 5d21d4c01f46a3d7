import { isObject, type JsonObject, valueAt, withValueAt } from "../json.ts";
import { Refusal } from "../refusal.ts";
import type { MockResponse } from "../types.ts";
import type { Behaviour, Call } from "./call.ts";
import { documentedBody } from "./envelope.ts";
import { createRecord, deleteRecord, findRecord, replaceRecord, updateRecord } from "./records.ts";

/** Carries out one row; `message` is what its result says instead of the documented text. */
type RowWork = (call: Call, row: JsonObject) => { readonly value: JsonObject; readonly message?: string };

const idOf = (row: JsonObject): string => String(row._id ?? row.id ?? "");
const withoutId = ({ _id, ...rest }: JsonObject): JsonObject => rest;

export const bulkCreate = bulk((call, row) => createRecord(call, row));
export const bulkReplace = bulk((call, row) => replaceRecord(call, idOf(row), withoutId(row)));
export const bulkUpdate = bulk((call, row) => updateRecord(call, idOf(row), withoutId(row)));
export const bulkDelete = bulk((call, row) => deleteRecord(call, idOf(row)));
export const bulkUpsert = bulk((call, row) => {
  const known = findRecord(call, idOf(row));
  return known === undefined ? createRecord(call, row) : updateRecord(call, known.key, withoutId(row));
});

/**
 * Does the same to every row. Rows succeed or fail on their own; the answer counts both and says of each row, in the order
 * of the request, what became of it.
 */
export function bulk(work: RowWork): Behaviour {
  return (call) => {
    const rows = rowsOf(call).map((row) => attempt(call, row, work));
    return answerRows(call, rows);
  };
}

interface Outcome {
  readonly row: JsonObject;
  readonly record: JsonObject | undefined;
  readonly message: string | undefined;
}

function attempt(call: Call, row: JsonObject, work: RowWork): Outcome {
  try {
    const { value, message } = work(call, row);
    return { row, record: value, message };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { row, record: undefined, message: error.message };
  }
}

function rowsOf(call: Call): JsonObject[] {
  const rows = valueAt(call.body, call.operation.resource.rows ?? "");
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/** The documented body with the rows of this request: each has the keys that the documented rows have. */
function answerRows(call: Call, outcomes: readonly Outcome[]): MockResponse {
  const { operation, exchange } = call;
  const status = exchange.wish.status ?? operation.answers[0]?.status ?? 200;
  const body = documentedBody(operation, status);
  const { item = "" } = operation.resource;
  const shown = valueAt(body, item);
  const [pattern] = Array.isArray(shown) ? shown.filter(isObject) : [];
  const rows = outcomes.map((outcome) => writeRow(call, pattern ?? {}, outcome));
  const failed = outcomes.filter(({ record }) => record === undefined).length;
  const counted: Record<string, unknown> = {
    ...(isObject(body) ? body : {}),
    success: outcomes.length - failed,
    failed,
  };
  if ("failed_index" in counted) {
    counted.failed_index = outcomes.flatMap(({ record }, index) => (record === undefined ? [index] : []));
  }
  return { status, headers: {}, body: JSON.stringify(withValueAt(counted, item, rows)) };
}

function writeRow({ operation }: Call, pattern: JsonObject, { row, record, message }: Outcome): JsonObject {
  const own: Record<string, unknown> = { ...pattern, ...shared(pattern, row), ...shared(pattern, record ?? {}) };
  if ("status" in pattern) own.status = record !== undefined;
  if (message !== undefined) own.message = message;
  // The id of a new record is the server's to choose, so one that was sent along means nothing.
  if (record === undefined && (operation.resource.verb === "bulk-create" || row._id === undefined)) delete own._id;
  // Whether a row that failed would have been new or known is not said.
  if (record === undefined) delete own.event;
  if (typeof row.refId === "string") own.refId = row.refId;
  else delete own.refId;
  return own;
}

/** The properties of the pattern that a record has as well, but for those that tell the outcome. */
function shared(pattern: JsonObject, record: JsonObject): JsonObject {
  const names = Object.keys(pattern).filter((name) => name in record && name !== "status" && name !== "message");
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

import type { Verb } from "@mileapp/contract";
import { isObject, type JsonObject, listIn, objectsIn, valueAt, without, withValueAt } from "../json.ts";
import { wordViolation } from "../messages.ts";
import { attempt, Refusal } from "../refusal.ts";
import type { MockResponse } from "../types.ts";
import type { Behaviour, Call } from "./call.ts";
import { documentedBody } from "./envelope.ts";
import { createRecord, deleteRecord, findRecord, replaceRecord, updateRecord } from "./records.ts";

/** Carries out one row; `message` is what its result says instead of the documented text. */
type RowWork = (call: Call, row: JsonObject) => { readonly value: JsonObject; readonly message?: string };

const idOf = (row: JsonObject): string => String(row._id ?? row.id ?? "");
const withoutId = ({ _id, ...rest }: JsonObject): JsonObject => rest;

/** Creates a record of each row. */
export const bulkCreate = bulk((call, row) => createRecord(call, row));
/** Puts each row in the place of the record that it names. */
export const bulkReplace = bulk((call, row) => replaceRecord(call, idOf(row), withoutId(row)));
/** Changes of each record what its row holds. */
export const bulkUpdate = bulk((call, row) => updateRecord(call, idOf(row), withoutId(row)));
/** Removes the record that each row names. */
export const bulkDelete = bulk((call, row) => deleteRecord(call, idOf(row)));
/** Changes the record that a row names, or creates it. */
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
    const rows = rowsOf(call).map((row, index) => carryOut(call, row, index, work));
    return answerRows(call, rows);
  };
}

interface Outcome {
  readonly row: JsonObject;
  readonly record: JsonObject | undefined;
  readonly message: string | undefined;
}

function carryOut(call: Call, row: JsonObject, index: number, work: RowWork): Outcome {
  const wrong = call.exchange.badRows.get(index);
  if (wrong?.[0] !== undefined) {
    const message = wordViolation(wrong[0], "row");
    return {
      row: without(
        row,
        wrong.map(({ pointer }) => pointer.split("/")[2] ?? ""),
      ),
      record: undefined,
      message,
    };
  }
  const done = attempt(() => work(call, row));
  if (done instanceof Refusal) return { row, record: undefined, message: done.message };
  return { row, record: done.value, message: done.message };
}

/** The rows of a request; an empty one stands for what is no object. */
export function rowsOf(call: Call): JsonObject[] {
  const rows = listIn(valueAt(call.body, call.operation.resource.rows ?? ""));
  return rows.map((row) => (isObject(row) ? row : {}));
}

/** The documented body with the rows of this request: each has the keys that the documented rows have. */
function answerRows(call: Call, outcomes: readonly Outcome[]): MockResponse {
  const { operation, exchange } = call;
  const status = exchange.wish.status ?? operation.answers[0]?.status ?? 200;
  const body = documentedBody(operation, status);
  const { item = "" } = operation.resource;
  const [pattern = {}] = objectsIn(valueAt(body, item));
  const rows = outcomes.map((outcome) => writeRow(call, pattern, outcome));
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
  const told: Record<string, unknown> = { ...(record ?? namesOf(row, operation.resource.verb)) };
  told.status = record !== undefined;
  told.message = message ?? pattern.message;
  // The caller's own reference, which a record may have as well, with another meaning.
  told.refId = typeof row.refId === "string" ? row.refId : undefined;
  const names = new Set([...Object.keys(pattern), "refId"]);
  return Object.fromEntries([...names].filter((name) => told[name] !== undefined).map((name) => [name, told[name]]));
}

/** What tells which row has failed. The id of a new record is the server's to choose, so one that was sent means nothing. */
function namesOf({ _id, name }: JsonObject, verb: Verb): JsonObject {
  return {
    ...(typeof _id === "string" && verb !== "bulk-create" && { _id }),
    ...(typeof name === "string" && { name }),
  };
}

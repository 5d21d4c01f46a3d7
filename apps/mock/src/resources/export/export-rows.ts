import type { Call } from "../../behave/call.ts";
import { type JsonObject, listIn, objectsIn } from "../../json.ts";

/** What is to be exported. */
export interface Export {
  readonly type: "task" | "data";
  /** What people call it. */
  readonly name: string;
  /** The records as they are at the moment of a call, in their order. */
  readonly rows: (call: Call) => readonly JsonObject[];
  /** Name of the last column of a file whose last row is this record. */
  readonly lastColumn: (row: JsonObject) => string;
}

/** The most that one file holds (facts: export-task.md). */
const maxRows = 1_000_000;

/** The tasks that all filters of the body let through; columns and flows of a config count before those of the body. */
export function exportOfTasks(call: Call, config: JsonObject | undefined): Export {
  const { body } = call;
  const { status, hubId, doneBy, assignee } = body;
  const flows = new Set(config === undefined ? namesIn(body.flowId) : listIn(config.flowIds));
  const exact = Object.entries({ status, hubId, doneBy }).filter(([, value]) => value !== undefined);
  const matches = (task: JsonObject) =>
    exact.every(([name, value]) => task[name] === value) &&
    (flows.size === 0 || flows.has(task.flowId)) &&
    (assignee === undefined || listIn(task.assignee).includes(assignee));
  const columns = config === undefined ? namesIn(body.fields) : columnsOf(config);
  return {
    type: "task",
    name: String(config?.name ?? flowNames(call, flows)),
    rows: (then) => select(then, "tasks", body, matches, [...flows]),
    lastColumn: (row) => columns.at(-1) ?? Object.keys(row).at(-1) ?? "",
  };
}

/** The data records that all filters of the query let through. */
export function exportOfData(call: Call): Export {
  const { query } = call;
  const { dataTypeId, hubId } = query;
  const exact = Object.entries({ dataTypeId, hubId }).filter(([, value]) => value !== undefined);
  const matches = (record: JsonObject) => exact.every(([name, value]) => record[name] === value);
  const columns = namesIn(query.fields);
  const type = call.organization.collection("dataTypes").get(String(dataTypeId));
  return {
    type: "data",
    name: String(type?.value.name ?? "Data"),
    rows: (then) => select(then, "dataSources", query, matches),
    lastColumn: (row) => columns.at(-1) ?? Object.keys(row).at(-1) ?? "",
  };
}

function select(
  call: Call,
  collection: string,
  { page, limit, sortBy, sortOrder }: JsonObject,
  matches: (record: JsonObject) => boolean,
  /** What the filter depends on beside the request: exports that have it in common share a view. */
  mark?: unknown,
): readonly JsonObject[] {
  const key = JSON.stringify(["export", call.operation.id, call.body, call.query, mark]);
  const descending = sortOrder !== "asc";
  const view = call.organization
    .collection(collection)
    .view({ key, matches, sortBy: String(sortBy ?? "createdTime"), descending });
  const size = Math.min(Number(limit ?? 30), maxRows);
  const start = (Number(page ?? 1) - 1) * size;
  return view.slice(start, start + size).map(({ value }) => value);
}

function flowNames(call: Call, ids: ReadonlySet<unknown>): string {
  const flows = call.organization.collection("flows");
  const names = [...ids].map((id) => flows.get(String(id))?.value.name).filter((name) => name !== undefined);
  return names.length > 0 ? names.join(", ") : "Tasks";
}

/** The columns of a config, with those that a bill is taken apart into. */
function columnsOf({ fields }: JsonObject): readonly string[] {
  return objectsIn(fields).flatMap(({ id, additionalField }) => [String(id), ...listIn(additionalField).map(String)]);
}

function namesIn(text: unknown): readonly string[] {
  const names = String(text ?? "").split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

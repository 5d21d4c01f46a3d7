import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { later, onInterruption } from "../../behave/jobs.ts";
import { sourceOf } from "../../behave/search-log.ts";
import { organizationId } from "../../behave/stamps.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { writeDate, writeTime } from "../../notation.ts";
import type { MockResponse } from "../../types.ts";
import { storage } from "../file/stored-file.ts";
import { type Export, exportOfData, exportOfTasks } from "./export-rows.ts";

/** How long an export in the background takes, in milliseconds. */
const duration = 5000;

/** JSON exports of tasks above this size are several files in one ZIP (facts: export-task.md). */
const tasksPerFile = 10_000;

/** Exports (facts: export-task.md): one entry of the log each, finished at once or after a while. */
defineBehaviour("exportTasks", (call) => answerExport(call, call.body, exportOfTasks(call, readConfig(call))));

defineBehaviour("exportDataSources", (call) => answerExport(call, call.query, exportOfData(call)));

function readConfig(call: Call): JsonObject | undefined {
  const { exportConfigId } = call.body;
  if (exportConfigId === undefined) return undefined;
  return selected(call, "exportConfigs", exportConfigId, "exportConfigId").value;
}

function answerExport(call: Call, { download, background }: JsonObject, what: Export): MockResponse {
  const time = Math.floor(call.world.now() / 1000);
  const file = { time, type: what.type, format: String(download) };
  const key = begin(call, what, file.format);
  const result = { time, organizationId: organizationId(call), reportType: what.type };
  if (background === true) {
    later(call, duration, key, (then) => finish(then, key, what, file));
    const body = { total_data_be: 0, data: { ...result, status: "Processing" } };
    return answer(call, { ...body, message: queued });
  }
  const rows = finish(call, key, what, file);
  const last = rows.at(-1);
  return answer(call, {
    total_data_be: rows.length,
    ...(last !== undefined && { last_id: String(last._id), last_field: what.lastColumn(last) }),
    data: { ...result, link: linkTo(call, file, rows.length), status: "Done" },
  });
}

const queued = "Export queued for background processing. Check status at GET /tasks/export-log";

interface File {
  /** When the export began, in seconds since the epoch. */
  readonly time: number;
  readonly type: string;
  readonly format: string;
}

/** Puts an export into the log and returns its key there. */
function begin(call: Call, { type, name }: Export, format: string): string {
  const _id = `exp_${call.world.nextId()}`;
  const source = {
    organizationId: organizationId(call),
    dataType: type,
    dataName: name,
    status: "Processing",
    requestAt: writeTime("exportLogs", "requestAt", call.world.now()),
    completedAt: null,
    email: callerOf(call).email,
    fileUrl: null,
    fileType: format,
    totalRecords: 0,
    errorMessage: null,
  };
  logs(call).put(_id, { _index: "export", _type: "_doc", _id, _score: 1, _source: source });
  return _id;
}

/** Gathers the rows and notes in the log that the file is made. */
function finish(call: Call, key: string, what: Export, file: File): readonly JsonObject[] {
  const rows = what.rows(call);
  const entry = logs(call).get(key);
  if (entry === undefined) return rows;
  const done = {
    ...sourceOf(entry.value),
    status: "Done",
    completedAt: writeTime("exportLogs", "completedAt", call.world.now()),
    fileUrl: linkTo(call, file, rows.length),
    fileType: endingOf(file, rows.length),
    totalRecords: rows.length,
  };
  logs(call).put(key, { ...entry.value, _source: done });
  return rows;
}

// The rows of an export are known only to the run of the mock in which it was asked for.
onInterruption((organization, world, isOver) => {
  const log = organization.collection("exportLogs");
  for (const { key, value } of [...log.entries()]) {
    const source = sourceOf(value);
    if (source.status !== "Processing" || !isOver(key)) continue;
    const completedAt = writeTime("exportLogs", "completedAt", world.now());
    const errorMessage = "The export was interrupted.";
    log.put(key, { ...value, _source: { ...source, status: "Failed", completedAt, errorMessage } });
  }
});

const logs = ({ organization }: Call) => organization.collection("exportLogs");

function linkTo(call: Call, file: File, rows: number): string {
  const day = writeDate(file.time * 1000, "");
  return `${storage}/v3-public/${day}/${file.type}_${organizationId(call)}_${file.time}.${endingOf(file, rows)}`;
}

function endingOf({ type, format }: File, rows: number): string {
  return type === "task" && format === "json" && rows > tasksPerFile ? "zip" : format;
}

function answer(call: Call, own: JsonObject): MockResponse {
  const status = call.exchange.wish.status ?? 200;
  const body = documentedBody(call.operation, status);
  const { status: outcome, message } = isObject(body) ? body : {};
  return { status, headers: {}, body: JSON.stringify({ status: outcome, message, ...own }) };
}

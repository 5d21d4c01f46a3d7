import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { later, onInterruption } from "../../behave/jobs.ts";
import { createRecord } from "../../behave/records.ts";
import { answerRecord } from "../../behave/single.ts";
import { organizationId } from "../../behave/stamps.ts";
import { isFile, type SentFile } from "../../form.ts";
import type { JsonObject } from "../../json.ts";
import type { Organization } from "../../memory/organization.ts";
import { readTime, writeTime } from "../../notation.ts";
import { attempt, invalid, Refusal } from "../../refusal.ts";
import { storage } from "../file/stored-file.ts";
import { dataTypeOf, upsert } from "./data-sources.ts";
import { checkFile, checkHub } from "./import-checks.ts";
import { readTable, type Table } from "./import-table.ts";

/** Rows that are handled at once, and how long that takes. */
const chunkSize = 50;
const chunkMilliseconds = 1000;

/** Imports (facts: data-import.md): the file is queued, and its rows are stored chunk by chunk as time goes by. */
defineBehaviour("importDataSources", (call) => {
  const { file, dataTypeId, hubId } = call.body;
  if (!isFile(file)) throw invalid("The file field must be a file.");
  const dataType = dataTypeOf(call, dataTypeId);
  if (dataType === undefined) throw new Refusal(422, "The selected dataTypeId is invalid.");
  const isShared = dataType.commonData === true;
  checkHub(call, hubId, isShared);
  checkFile(file);
  const table = readTable(file, dataType);
  const place = isShared ? { dataTypeId } : { dataTypeId, hubId };
  const entry = createRecord(call, startOf(call, file, table, dataType, place));
  schedule(call, entry.key, table, place);
  return answerRecord(call, entry);
});

function startOf(call: Call, file: SentFile, table: Table, dataType: JsonObject, place: JsonObject): JsonObject {
  return {
    ...place,
    type: "datasource",
    filename: file.filename,
    totalRows: table.rows.length,
    totalValid: 0,
    totalInvalid: 0,
    status: "onprocess",
    fileTemplate: `${folderOf(call.organization)}/templates/template_${encodeURIComponent(String(dataType.name))}.xlsx`,
    dataTypeName: dataType.name,
    totalChunks: chunksOf(table),
    processedChunks: 0,
    createdBy: callerOf(call).email,
  };
}

const folderOf = (organization: Organization) => `${storage}/sandbox/${organizationId({ organization })}`;
const chunksOf = ({ rows }: Table) => Math.max(1, Math.ceil(rows.length / chunkSize));

function schedule(call: Call, key: string, table: Table, place: JsonObject): void {
  const chunks = table.error === undefined ? chunksOf(table) : 1;
  let firstFault: string | undefined;
  for (let chunk = 1; chunk <= chunks; chunk++) {
    later(call, chunk * chunkMilliseconds, key, (then) => {
      if (then.records.get(key) === undefined) return;
      const rows = table.rows.slice((chunk - 1) * chunkSize, chunk * chunkSize);
      const done = table.error === undefined ? rows.map((row) => store(then, { ...row, ...place })) : [];
      const faults = done.filter((fault) => fault !== undefined);
      firstFault ??= faults[0];
      const valid = done.length - faults.length;
      const invalid = table.error === undefined ? faults.length : table.rows.length;
      advance(then, key, { valid, invalid, isLast: chunk === chunks, error: table.error, firstFault });
    });
  }
}

/** Stores a row, or says what is wrong with it. A row whose key is known changes that record. */
function store(call: Call, row: JsonObject): string | undefined {
  // A table is not checked against the document, as the body of a request is.
  if (row.dataId === undefined) return "The dataId field is required.";
  const done = attempt(() => upsert(call.as("bulkUpsertDataSources"), row));
  return done instanceof Refusal ? done.message : undefined;
}

// The rows of an import are known only to the run of the mock in which it was sent.
onInterruption((organization, world, isOver) => {
  const imports = organization.collection("imports");
  for (const { key, value } of [...imports.entries()]) {
    if (value.status !== "onprocess" || !isOver(key)) continue;
    const totalInvalid = Number(value.totalRows) - Number(value.totalValid);
    const updatedTime = writeTime("imports", "updatedTime", world.now());
    const running = { ...value, totalInvalid, updatedBy: "system", updatedTime, processedChunks: value.totalChunks };
    const error = "The import was interrupted.";
    imports.put(key, { ...running, ...end(organization, running, error) });
  }
});

interface Progress {
  readonly valid: number;
  readonly invalid: number;
  readonly isLast: boolean;
  readonly error: string | undefined;
  /** What is wrong with the first row that was rejected. */
  readonly firstFault: string | undefined;
}

function advance(call: Call, key: string, { valid, invalid, isLast, error, firstFault }: Progress): void {
  const before = call.records.get(key)?.value;
  if (before === undefined) return;
  const totalValid = Number(before.totalValid) + valid;
  const totalInvalid = Number(before.totalInvalid) + invalid;
  const updatedTime = writeTime("imports", "updatedTime", call.world.now());
  const running = { ...before, totalValid, totalInvalid, updatedBy: "system", updatedTime };
  const processedChunks = isLast ? before.totalChunks : Number(before.processedChunks) + 1;
  const reason = error ?? (totalValid === 0 ? firstFault : undefined);
  call.records.put(key, { ...running, processedChunks, ...(isLast && end(call.organization, running, reason)) });
}

function end(organization: Organization, running: JsonObject, error: string | undefined): JsonObject {
  const { _id, filename, totalValid, totalInvalid, createdTime, updatedTime } = running;
  const stem = encodeURIComponent(String(filename).replace(/\.\w+$/, ""));
  const rejected = { fileFailedImported: `${folderOf(organization)}/failed/failed_${stem}_${_id}.xlsx` };
  const isFailed = error !== undefined || (totalValid === 0 && Number(totalInvalid) > 0);
  return {
    status: isFailed ? "failed" : totalInvalid === 0 ? "success" : "partially",
    errorMessage: error ?? null,
    processedAt: updatedTime,
    processingDuration: seconds(updatedTime) - seconds(createdTime),
    ...(Number(totalInvalid) > 0 && rejected),
  };
}

const seconds = (time: unknown): number => readTime(time) / 1000;

import type { SentFile } from "../../form.ts";
import type { JsonObject } from "../../json.ts";
import { readCsv } from "./csv.ts";
import { type DataField, shapeOf } from "./data-fields.ts";

/** The rows of an imported file as records of its data type. */
export interface Table {
  readonly rows: readonly JsonObject[];
  /** Why the file as a whole can't be imported. */
  readonly error: string | undefined;
}

/** Reads an imported file. The first line names the columns, which must be fields of the data type. */
export function readTable({ filename, bytes }: SentFile, dataType: JsonObject): Table {
  if (/\.xlsx?$/i.test(filename)) return { rows: [], error: "This mock reads tables as CSV only." };
  const [header = [], ...lines] = readCsv(new TextDecoder().decode(bytes));
  const fields = new Map(shapeOf(dataType).fields.map((field) => [field.id, field]));
  return { rows: lines.map((cells) => readRow(header, cells, fields)), error: faultOf(header, fields) };
}

function faultOf(header: readonly string[], fields: ReadonlyMap<string, DataField>): string | undefined {
  if (!header.includes("dataId")) return "The column dataId is missing.";
  const strange = header.find((name) => name !== "dataId" && !fields.has(name));
  return strange === undefined ? undefined : `The column ${strange} is not a field of the data type.`;
}

function readRow(header: readonly string[], cells: readonly string[], fields: ReadonlyMap<string, DataField>) {
  const filled = header.flatMap((name, index) => {
    const cell = cells[index] ?? "";
    return cell === "" ? [] : [[name, readCell(cell, fields.get(name)?.type)] as const];
  });
  return Object.fromEntries(filled);
}

/** A cell holds text; what is no number or boolean stays text, for the rules of the field to refuse. */
function readCell(cell: string, type: string | undefined): unknown {
  if (type === "number") return Number.isFinite(Number(cell)) ? Number(cell) : cell;
  if (type === "boolean") return ["true", "false"].includes(cell.toLowerCase()) ? cell.toLowerCase() === "true" : cell;
  return cell;
}

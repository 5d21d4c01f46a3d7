import { readXlsx } from "#xlsx";
import type { SentFile } from "../../form.ts";
import type { JsonObject } from "../../json.ts";
import { readCsv } from "./csv.ts";
import { type DataField, shapeOf } from "./data-fields.ts";
import { Unreadable } from "./unreadable.ts";

/** The rows of an imported file as records of its data type. */
export interface Table {
  readonly rows: readonly JsonObject[];
  /** Why the file as a whole can't be imported. */
  readonly error: string | undefined;
}

/** Reads an imported file. The first line names the columns, which must be fields of the data type. */
export function readTable(file: SentFile, dataType: JsonObject): Table {
  const { lines, error: unreadable } = readLines(file);
  const [header = [], ...rest] = lines;
  const fields = new Map(shapeOf(dataType).fields.map((field) => [field.id, field]));
  // A column without a name is left out.
  const columns = header.flatMap((name, index) => (name === "" ? [] : [{ name, index, type: fields.get(name)?.type }]));
  const error = unreadable ?? faultOf(columns, fields);
  return { rows: error === undefined ? rest.map((cells) => readRow(columns, cells)) : rest.map(() => ({})), error };
}

interface Column {
  readonly name: string;
  readonly index: number;
  /** Type of its field. */
  readonly type: string | undefined;
}

interface Lines {
  readonly lines: readonly (readonly string[])[];
  readonly error?: string;
}

/** The cells of a file; no more than why they can't be read, whatever the file holds. */
function readLines({ filename, bytes }: SentFile): Lines {
  const begin = String.fromCharCode(...bytes.subarray(0, 4));
  try {
    if (begin === "PK\u0003\u0004") return { lines: readXlsx(bytes) };
    if (begin === oldOffice) throw new Unreadable("This mock reads CSV and XLSX only, without a password.");
    if (/\.xlsx?$/i.test(filename)) throw new Unreadable("The file is not an XLSX file.");
    return { lines: readCsv(new TextDecoder().decode(bytes)) };
  } catch (error) {
    return { lines: [], error: error instanceof Unreadable ? error.message : "The file is damaged." };
  }
}

/** XLS files begin with it, and XLSX files with a password. */
const oldOffice = "\u00d0\u00cf\u0011\u00e0";

function faultOf(columns: readonly Column[], fields: ReadonlyMap<string, DataField>): string | undefined {
  if (!columns.some(({ name }) => name === "dataId")) {
    return `The column dataId is missing. There are: ${columns.map(({ name }) => name).join(", ")}.`;
  }
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (name !== "dataId" && !fields.has(name)) return `The column ${name} is not a field of the data type.`;
    if (seen.has(name)) return `The column ${name} is there twice.`;
    seen.add(name);
  }
  return undefined;
}

function readRow(columns: readonly Column[], cells: readonly string[]): JsonObject {
  const filled = columns.filter(({ index }) => (cells[index] ?? "") !== "");
  return Object.fromEntries(filled.map(({ name, index, type }) => [name, readCell(cells[index] ?? "", type)]));
}

/** A cell holds text; what is no number or boolean stays text, for the rules of the field to refuse. */
function readCell(cell: string, type: string | undefined): unknown {
  if (type === "number") return Number.isFinite(Number(cell)) ? Number(cell) : cell;
  if (type === "boolean") return ["true", "false"].includes(cell.toLowerCase()) ? cell.toLowerCase() === "true" : cell;
  return cell;
}

import { Unreadable } from "../unreadable.ts";
import type { DateFormat } from "./dates.ts";
import { attribute, readXml } from "./xml.ts";

/** Columns of a sheet: A to XFD. */
const maxColumns = 16_384;

/** What the cells of a sheet may hold in all, in characters: many cells can share one long text. */
const maxText = 32 * 1024 * 1024;

interface Cell {
  /** What the value is: `n` for a number, `s` for the number of a shared text, and so on. */
  readonly type: string;
  readonly style: number;
}

const attributes = { place: attribute("r"), type: attribute("t"), style: attribute("s") };

/** The rows of a sheet with anything in them. Cells are as they are shown, dates by the format of their style. */
export function readSheet(
  xml: string,
  strings: readonly string[],
  formats: readonly (DateFormat | undefined)[],
): string[][] {
  const rows: string[][] = [];
  const collector = collectText();
  let row: string[] = [];
  let column = 0;
  let cell: Cell | undefined;
  let left = maxText;
  readXml(xml, {
    text: collector.text,
    open(name, tag) {
      collector.open(name);
      if (name === "row") [row, column] = [[], 0];
      if (name !== "c") return;
      column = columnOf(attributes.place(tag)) ?? column;
      cell = { type: attributes.type(tag) ?? "n", style: Number(attributes.style(tag) ?? 0) };
      collector.take();
    },
    close(name) {
      collector.close(name);
      if (name === "row" && row.length > 0) rows.push(row);
      if (name !== "c" || cell === undefined) return;
      const text = write(cell, collector.take()).trim();
      left -= text.length;
      if (left < 0) throw new Unreadable("The cells of the file hold too much text.");
      if (text !== "" && column < maxColumns) row[column] = text;
      column++;
    },
  });
  return rows;

  function write({ type, style }: Cell, value: string): string {
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    const number = Number(value);
    if (type !== "n" || value === "" || !Number.isFinite(number)) return value;
    // Files hold more digits than are shown: 1.1000000000000001.
    return formats[style]?.(number) ?? String(number);
  }
}

/** The texts that cells share. */
export function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  const collector = collectText();
  readXml(xml, {
    ...collector,
    close(name) {
      collector.close(name);
      if (name === "si") strings.push(collector.take());
    },
  });
  return strings;
}

/** Gathers the text of values, but not the readings that stand above Asian text. */
function collectText() {
  let text = "";
  let isValue = false;
  let isReading = false;
  return {
    open(name: string): void {
      if (name === "rPh") isReading = true;
      isValue = (name === "v" || name === "t") && !isReading;
    },
    close(name: string): void {
      if (name === "rPh") isReading = false;
      isValue = false;
    },
    text(part: string): void {
      if (isValue) text += part;
    },
    /** What was gathered since the last time. */
    take(): string {
      const taken = text;
      text = "";
      if (!taken.includes("_x")) return taken;
      return taken.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
    },
  };
}

/** Position of the column in a place such as `B7`, counted from 0. */
function columnOf(place = ""): number | undefined {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(place)?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

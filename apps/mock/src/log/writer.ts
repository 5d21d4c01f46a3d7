import type { RequestRecord } from "./record.ts";
import { jsonLine, textLine } from "./text.ts";

/** How requests are logged: for people, for programs, or not at all. */
export type LogFormat = "text" | "json" | "none";

/** Where the lines go: standard error, for example. */
export interface LogTarget {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Writes a line for each request. */
export interface Log {
  readonly add: (record: RequestRecord) => void;
  /** Writes what has not been written yet. */
  readonly flush: () => void;
}

/**
 * Collects the lines of one turn of the event loop and writes them at once, because a write costs more than a request.
 * Colours only on a terminal, and not where the environment says NO_COLOR (https://no-color.org).
 */
export function createLog(format: LogFormat, target: LogTarget, noColor = process.env.NO_COLOR): Log {
  const colour = target.isTTY === true && (noColor === undefined || noColor === "");
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length === 0) return;
    target.write(`${lines.join("\n")}\n`);
    lines = [];
  };
  const add = (record: RequestRecord): void => {
    if (lines.length === 0) setImmediate(flush);
    lines.push(format === "json" ? jsonLine(record) : textLine(record, colour));
  };
  return format === "none" ? { add: () => {}, flush: () => {} } : { add, flush };
}

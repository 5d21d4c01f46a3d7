import type { RequestRecord } from "./record.ts";

const codes = { green: "\x1b[32m", yellow: "\x1b[33m", red: "\x1b[31m", dim: "\x1b[2m" } as const;
const plain = "\x1b[0m";

/** A request as one line that a person can read; `colour` adds the terminal's codes. */
export function textLine(record: RequestRecord, colour: boolean): string {
  const { time, method, path, operation, status, ms, reason, fault } = record;
  const paint = (name: keyof typeof codes, text: string | undefined): string[] => {
    if (text === undefined) return [];
    return [colour ? codes[name] + harmless(text) + plain : harmless(text)];
  };
  return [
    ...paint("dim", new Date(time).toTimeString().slice(0, 8)),
    ...paint(status >= 500 ? "red" : status >= 400 ? "yellow" : "green", String(status)),
    `${ms.toFixed(1).padStart(6)} ms`,
    harmless(`${method.padEnd(6)} ${path}`),
    ...paint("dim", operation),
    ...paint("red", fault === undefined ? undefined : `(${fault})`),
    ...paint("yellow", reason),
  ].join("  ");
}

/** A request as one line of JSON. */
export function jsonLine({ time, ms, ...rest }: RequestRecord): string {
  return JSON.stringify({ time: new Date(time).toISOString(), ...rest, ms: Math.round(ms * 100) / 100 });
}

// What a client sends must not move the cursor or forge a line.
const control = /[\p{Cc}\p{Cf}]/gu;

function harmless(text: string): string {
  return text.replace(control, "?");
}

import { recordShape } from "@mileapp/contract/records";
import { inOnePiece } from "./json.ts";

/** Offset of the time zone that zoned times are written in: that of the organization in the document's examples. */
const zone = { text: "+07:00", ms: 7 * 3_600_000 };

/** `2026-03-09T08:00:00`, in UTC. */
const plain = bySecond((time) => new Date(time).toISOString().slice(0, 19));

/** How each time type of the document writes a point in time, nearly all in UTC. `Datetime` itself takes any notation. */
const notations: Readonly<Record<string, (time: number) => string>> = {
  Datetime: bySecond((time) => `${plain(time)}+00:00`),
  DatetimeOffset: bySecond((time) => `${plain(time)}+00:00`),
  DatetimeZoned: bySecond((time) => `${plain(time + zone.ms)}${zone.text}`),
  DatetimeMinute: bySecond((time) => plain(time).slice(0, 16).replace("T", " ")),
  DatetimePlain: bySecond((time) => plain(time).replace("T", " ")),
  DatetimeMicro: writeMicro,
};

/** A point in time as the records of a collection write it in a property. `time` is in milliseconds since the epoch. */
export function writeTime(collection: string, property: string, time: number): string {
  const write = notations[recordShape(collection).times[property] ?? "DatetimeOffset"] ?? writeMicro;
  return write(time);
}

/** A point in time in any notation of the API, as the records of a collection write it in a property. */
export function restateTime(collection: string, property: string, text: unknown): string {
  return writeTime(collection, property, readTime(text));
}

/** A point in time with microseconds, in UTC: `2026-03-09T08:00:00.152000Z`. */
export function writeMicro(time: number): string {
  const ms = Math.floor(time) - Math.floor(time / 1000) * 1000;
  return inOnePiece(plain(time), ".", String(ms).padStart(3, "0"), "000Z");
}

/** A point in time as `2026-03-09 08:00:00`, in UTC. */
export const writePlain = (time: number): string => plain(time).replace("T", " ");

/** The date of a point in time, in UTC: `2026-03-09`, or with something else between its parts. */
export function writeDate(time: number, between = "-"): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", between);
}

/** Seconds whose texts are kept: most writes state several times, and most of these are the same again and again. */
const maxKept = 1000;

/** The same writer, which makes the text of a second once. */
function bySecond(write: (time: number) => string): (time: number) => string {
  const texts = new Map<number, string>();
  return (time) => {
    const second = Math.floor(time / 1000);
    let text = texts.get(second);
    if (text === undefined) {
      if (texts.size >= maxKept) texts.clear();
      text = inOnePiece(...write(second * 1000));
      texts.set(second, text);
    }
    return text;
  };
}

/**
 * Milliseconds since the epoch of a datetime in any notation of the API; NaN for anything else. Without an offset it is
 * UTC.
 */
export function readTime(text: unknown): number {
  if (typeof text !== "string") return Number.NaN;
  const iso = text.replace(" ", "T");
  return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(iso) || !iso.includes("T") ? iso : `${iso}Z`);
}

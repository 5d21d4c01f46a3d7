import { recordShape } from "@mileapp/contract/records";

/** Offset of the time zone that zoned times are written in: that of the organization in the document's examples. */
const zone = { text: "+07:00", ms: 7 * 3_600_000 };

/** How each time type of the document writes a point in time, nearly all in UTC. `Datetime` itself takes any notation. */
const notations: Readonly<Record<string, (iso: string) => string>> = {
  Datetime: (iso) => `${iso.slice(0, 19)}+00:00`,
  DatetimeOffset: (iso) => `${iso.slice(0, 19)}+00:00`,
  DatetimeZoned: (iso) => `${new Date(Date.parse(iso) + zone.ms).toISOString().slice(0, 19)}${zone.text}`,
  DatetimeMinute: (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`,
  DatetimePlain: (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)}`,
  DatetimeMicro: (iso) => `${iso.slice(0, 23)}000Z`,
};

/** A point in time as the records of a collection write it in a property. `time` is in milliseconds since the epoch. */
export function writeTime(collection: string, property: string, time: number): string {
  const write = notations[recordShape(collection).times[property] ?? "DatetimeOffset"] ?? notations.DatetimeOffset;
  const iso = isoOf(time);
  return write === undefined ? iso : write(iso);
}

const msPerDay = 86_400_000;
const dates = new Map<number, string>();
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));

/** What `Date.toISOString` gives. Every write states several times, most of them on a few days, whose dates are kept. */
function isoOf(time: number): string {
  const day = Math.floor(time / msPerDay);
  let date = dates.get(day);
  if (date === undefined) {
    if (dates.size >= 1000) dates.clear();
    date = new Date(day * msPerDay).toISOString().slice(0, 11);
    dates.set(day, date);
  }
  const ms = Math.floor(time) - day * msPerDay;
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
  return `${date}${clock}.${String(ms % 1000).padStart(3, "0")}Z`;
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

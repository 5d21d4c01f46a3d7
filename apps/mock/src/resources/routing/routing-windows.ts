import type { JsonObject } from "../../json.ts";
import { readTimeOfDay } from "../../time-of-day.ts";

/** When a visit may begin, in seconds since midnight of the first day. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

const day = 86_400;

/**
 * A window as it is sent, on every day until the last vehicle is off the road (`lastEnd`, in seconds). One that ends before
 * it starts ends on the next day, so it may be open already when the first day begins.
 */
export function onEachDay({ startTime, endTime }: JsonObject, lastEnd: number): readonly TimeWindow[] {
  const start = readTimeOfDay(startTime) ?? 0;
  const end = readTimeOfDay(endTime);
  if (end === undefined) return [{ start, end: Number.POSITIVE_INFINITY }];
  const length = end < start ? end + day - start : end - start;
  const windows: TimeWindow[] = [];
  for (let begin = start - day; begin <= Math.max(start, lastEnd); begin += day) {
    if (begin + length >= 0) windows.push({ start: begin, end: begin + length });
  }
  return windows;
}

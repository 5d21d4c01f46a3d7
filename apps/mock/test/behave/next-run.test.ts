import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { lastRuns, nextRun } from "../../src/resources/task-schedule/next-run.ts";

const days = { startTime: "2026-01-01", endTime: "2028-12-31" };
/** From a Friday on. */
const minutes = { startTime: "2026-01-09 00:00", endTime: "2028-12-31 23:59" };
const at = (time: string, slot: JsonObject = {}) => ({ ...slot, time: [time] });

const daily = (...time: string[]) => ({ periode: "daily", ...days, schedules: [{ time }] });
const weekly = (...schedules: JsonObject[]) => ({ periode: "weekly", ...days, schedules });
const monthly = (date: string) => ({ periode: "monthly", ...days, schedules: [at("06:00", { date })] });
const byDate = (...dates: string[]) => ({
  periode: "byDate",
  schedules: dates.map((date) => at("06:00", { date })),
});
const custom = (frequency: string, interval: number, slot: JsonObject, ...more: JsonObject[]) => {
  const schedules = [slot, ...more].map((one) => at("06:00", one));
  return { periode: "custom", frequency, interval, ...minutes, schedules };
};

const [monday, thursday] = [{ day: "monday", time: ["06:00", "09:00"] }, at("06:00", { day: "thursday" })];
const [sunday, friday] = [{ day: "sunday" }, { day: "friday" }];

/** The next run after a moment, both as `YYYY-MM-DDTHH:mm`. */
function next(schedule: JsonObject, after: string): string | undefined {
  const run = nextRun(schedule, Date.parse(`${after}Z`));
  return run === undefined ? undefined : new Date(run).toISOString().slice(0, 16);
}

describe("the next run of a schedule", () => {
  test.each<[string, JsonObject, string, string | undefined]>([
    ["later on the day", daily("18:00", "06:00"), "2026-03-09T06:00", "2026-03-09T18:00"],
    ["on the next day", daily("06:00"), "2026-03-09T06:00", "2026-03-10T06:00"],
    ["in the next year", daily("06:00"), "2026-12-31T06:00", "2027-01-01T06:00"],
    ["at the first minute of the range", daily("00:00"), "2025-01-01T06:00", "2026-01-01T00:00"],
    ["at the last minute of the range", daily("23:59"), "2028-12-31T06:00", "2028-12-31T23:59"],
    ["not after the range", daily("06:00"), "2028-12-31T06:00", undefined],
    ["not in an empty range", { ...daily("06:00"), endTime: "2025-12-31" }, "2025-01-01T00:00", undefined],
    ["at the second time of a weekday", weekly(monday, thursday), "2026-03-09T06:00", "2026-03-09T09:00"],
    ["on the other weekday", weekly(monday, thursday), "2026-03-09T09:00", "2026-03-12T06:00"],
    ["in the next week", weekly(at("06:00", sunday)), "2026-03-08T06:00", "2026-03-15T06:00"],
    ["in the next month", monthly("5"), "2026-03-05T06:00", "2026-04-05T06:00"],
    ["on a date with a zero in front", monthly("05"), "2026-03-05T05:00", "2026-03-05T06:00"],
    ["not in a month without the 31st", monthly("31"), "2026-03-31T06:00", "2026-05-31T06:00"],
    ["on 29 February of a leap year", monthly("29"), "2028-02-01T00:00", "2028-02-29T06:00"],
    ["on 29 March in a year without 29 February", monthly("29"), "2027-02-01T00:00", "2027-03-29T06:00"],
    ["on the next date", byDate("2026-03-30", "2026-03-16"), "2026-03-09T00:00", "2026-03-16T06:00"],
    ["not after the last date", byDate("2026-03-16", "2026-03-30"), "2026-03-30T06:00", undefined],
    [
      "not on a date outside of the range",
      { ...byDate("2026-03-16", "2026-03-30"), startTime: "2026-03-20" },
      "2026-03-09T00:00",
      "2026-03-30T06:00",
    ],
    ["three days later", custom("daily", 3, {}), "2026-01-09T06:00", "2026-01-12T06:00"],
    ["two weeks later", custom("weekly", 2, friday), "2026-01-09T06:00", "2026-01-23T06:00"],
    ["in the next of every second week", custom("weekly", 2, friday, sunday), "2026-01-09T06:00", "2026-01-11T06:00"],
    ["not in the week between", custom("weekly", 2, friday, { day: "monday" }), "2026-01-09T06:00", "2026-01-19T06:00"],
    ["five months later", custom("monthly", 5, { date: "15" }), "2026-01-15T06:00", "2026-06-15T06:00"],
    [
      "past fifth months without the 31st",
      custom("monthly", 5, { date: "31" }),
      "2026-01-31T06:00",
      "2028-07-31T06:00",
    ],
    [
      "not before the minute at which the range begins",
      { ...custom("daily", 1, {}), startTime: "2026-01-09 06:01" },
      "2026-01-09T00:00",
      "2026-01-10T06:00",
    ],
    [
      "at the minute at which the range ends",
      { ...custom("daily", 1, {}), endTime: "2026-01-12 06:00" },
      "2026-01-11T06:00",
      "2026-01-12T06:00",
    ],
    [
      "not after that minute",
      { ...custom("daily", 1, {}), endTime: "2026-01-12 05:59" },
      "2026-01-11T06:00",
      undefined,
    ],
  ])("is %s", (_, schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected);
  });

  test("is found at once, even if there is none till the end of all clocks", () => {
    const never = {
      ...custom("monthly", 12, { date: "30" }),
      startTime: "2026-02-01 00:00",
      endTime: "9999-12-31 23:59",
    };
    const begin = performance.now();
    expect(next(never, "2026-02-01T00:00")).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(500);
  });
});

test("the last runs of a stretch of time are counted from its end; both ends are part of it", () => {
  const runs = (from: string, to: string, most: number) =>
    lastRuns(daily("06:00", "18:00"), Date.parse(from), Date.parse(to), most).map((run) =>
      new Date(run).toISOString().slice(0, 13),
    );
  const stretch = ["2026-03-01T18", "2026-03-02T06", "2026-03-02T18"];
  expect(runs("2026-03-01T18:00Z", "2026-03-02T18:00Z", 9)).toEqual(stretch);
  expect(runs("2026-03-01T18:00Z", "2026-03-02T18:00Z", 2)).toEqual(stretch.slice(1));
  expect(runs("2025-12-30T00:00Z", "2026-01-01T07:00Z", 9)).toEqual(["2026-01-01T06"]);
});

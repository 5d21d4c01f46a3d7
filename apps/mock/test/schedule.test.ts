import { beforeEach, describe, expect, test, vi } from "vitest";
import { Schedule } from "../src/memory/schedule.ts";

let now = 0;
let done: string[] = [];
let faults: unknown[] = [];
let schedule: Schedule;
beforeEach(() => {
  vi.useFakeTimers();
  now = 1000;
  done = [];
  faults = [];
  schedule = new Schedule(
    () => now,
    (fault) => faults.push(fault),
  );
  return () => vi.useRealTimers();
});

const note = (name: string) => () => {
  done.push(name);
};

/** Lets time pass for the clock and for the timers of the platform alike. */
function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += 100) {
    now += 100;
    vi.advanceTimersByTime(100);
  }
}

describe("a schedule", () => {
  test("does work in the order in which it is due, and what is due together in the order of arrival", () => {
    schedule.schedule(3000, note("late"));
    schedule.schedule(2000, note("first"));
    schedule.schedule(2000, note("second"));
    expect(schedule.next()).toBe(2000);
    pass(1000);
    expect(done).toEqual(["first", "second"]);
    pass(1000);
    expect(done).toEqual(["first", "second", "late"]);
    expect(schedule.next()).toBeUndefined();
  });

  test("does nothing while its clock stands still, and goes on when that is moved", () => {
    schedule.schedule(2000, note("a"));
    vi.advanceTimersByTime(100_000);
    expect(done).toEqual([]);
    now = 2000;
    schedule.clockMoved();
    vi.advanceTimersByTime(0);
    expect(done).toEqual(["a"]);
  });

  test("does what is due at once for whoever can't wait for the timer", () => {
    schedule.schedule(2000, note("a"));
    schedule.runDue(1999);
    expect(done).toEqual([]);
    schedule.runDue(2000);
    expect(done).toEqual(["a"]);
    pass(5000);
    expect(done).toEqual(["a"]);
  });

  test("never does work in the middle of what schedules it", () => {
    schedule.schedule(0, note("overdue"));
    expect(done).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(done).toEqual(["overdue"]);
  });

  test("goes on after work that fails, now or later, and tells of it", async () => {
    schedule.schedule(1000, () => {
      throw new Error("at once");
    });
    schedule.schedule(1000, () => Promise.reject(new Error("later")));
    schedule.schedule(1000, note("next"));
    schedule.runDue();
    expect(done).toEqual(["next"]);
    await vi.waitFor(() => expect(faults).toEqual([new Error("at once"), new Error("later")]));
  });

  test("waits longer than a timer of the platform can", () => {
    const year = 365 * 24 * 60 * 60 * 1000;
    schedule.schedule(now + year, note("a"));
    vi.advanceTimersByTime(10);
    expect(done).toEqual([]);
    now += year;
    vi.advanceTimersByTime(2 ** 31);
    expect(done).toEqual(["a"]);
  });

  test("keeps no process alive", () => {
    vi.useRealTimers();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    schedule.schedule(60_000, note("a"));
    expect(timers()).toBe(before);
    schedule.close();
  });

  test("does nothing any more once it is closed", () => {
    schedule.schedule(2000, note("a"));
    schedule.close();
    schedule.schedule(2000, note("b"));
    pass(2000);
    expect(done).toEqual([]);
  });
});

import { isTime } from "../../clock.ts";
import { day as dayLength } from "../../durations.ts";
import { type JsonObject, objectsIn, textsIn } from "../../json.ts";
import { readTime, writeDate } from "../../notation.ts";

// Days are counted from 1 January 1970; all times are UTC and in milliseconds since the epoch (facts: task-schedule.md 6).

const dayOf = (time: number): number => Math.floor(time / dayLength);
const dateOf = (day: number): Date => new Date(day * dayLength);

/** What the repetition of a schedule goes by. */
interface Unit {
  /** The name under which a slot for this day stands. */
  readonly slot: (day: number) => string;
  /** The number of the unit that a day is in, to count intervals. */
  readonly number: (day: number) => number;
}

const units: Readonly<Record<string, Unit>> = {
  daily: { slot: () => "", number: (day) => day },
  // Weeks begin on Monday, and day 0 was a Thursday.
  weekly: { slot: (day) => shortDay(dateOf(day).toUTCString()), number: (day) => Math.floor((day + 3) / 7) },
  // A month that lacks the date has no run; the facts are silent about the 29th to the 31st.
  monthly: {
    slot: (day) => String(dateOf(day).getUTCDate()),
    number: (day) => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth(),
  },
  byDate: { slot: (day) => writeDate(day * dayLength), number: (day) => day },
};

const shortDay = (name: string): string => name.slice(0, 3).toLowerCase();

/** A schedule as its runs depend on it. */
interface Rhythm {
  /** Both ends of the active range are part of it. */
  readonly first: number;
  readonly last: number;
  /** The runs of a day, the active range left aside. */
  readonly runsOn: (day: number) => readonly number[];
}

/**
 * When a schedule runs for the first time after a moment; undefined when it never does (facts: task-schedule.md 1 to 4).
 * A custom one counts its days, weeks or months from that of its `startTime` on.
 */
export function nextRun(schedule: JsonObject, after: number): number | undefined {
  const { first, last, runsOn } = readRhythm(schedule);
  for (let day = dayOf(Math.max(after, first)); day * dayLength <= last && isTime(day * dayLength); day += 1) {
    const run = runsOn(day).find((time) => time > after && time >= first && time <= last);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The last runs of a schedule from one moment to another, both included: at most so many, the earliest first. */
export function lastRuns(schedule: JsonObject, from: number, to: number, most: number): readonly number[] {
  const rhythm = readRhythm(schedule);
  const [first, last] = [Math.max(from, rhythm.first), Math.min(to, rhythm.last)];
  let runs: readonly number[] = [];
  for (let day = dayOf(last); day >= dayOf(first) && runs.length < most; day -= 1) {
    runs = [...rhythm.runsOn(day).filter((time) => time >= first && time <= last), ...runs];
  }
  return runs.slice(-most);
}

function readRhythm({ periode, frequency, interval, startTime, endTime, schedules }: JsonObject): Rhythm {
  const isCustom = periode === "custom";
  const unit = units[String(isCustom ? frequency : periode)];
  const slots = readSlots(schedules);
  const first = startTime === undefined ? 0 : readTime(startTime);
  // Only schedules by date may lack it, and their slots are named by dates.
  const end = String(endTime ?? [...slots.keys()].sort().at(-1));
  // A date stands for the whole of its day, a minute for its beginning.
  const last = readTime(end) + (end.length > "YYYY-MM-DD".length ? 0 : dayLength - 1);
  const step = isCustom ? Number(interval) : 1;
  const runsOn = (day: number): readonly number[] => {
    if (unit === undefined || (unit.number(day) - unit.number(dayOf(first))) % step !== 0) return [];
    return (slots.get(unit.slot(day)) ?? []).map((offset) => day * dayLength + offset);
  };
  return { first, last, runsOn };
}

/** Times of day by the names of slots, sorted; a time that is named twice counts once. */
function readSlots(schedules: unknown): ReadonlyMap<string, readonly number[]> {
  const slots = new Map<string, Set<number>>();
  for (const { day, date, time } of objectsIn(schedules)) {
    const name = day === undefined ? nameOfDate(date) : shortDay(String(day));
    const times = slots.get(name) ?? new Set();
    for (const clock of textsIn(time)) times.add(readTime(`1970-01-01T${clock}`));
    slots.set(name, times);
  }
  return new Map([...slots].map(([name, times]) => [name, [...times].sort((a, b) => a - b)]));
}

/** A day of the month may have a zero in front. */
function nameOfDate(date: unknown): string {
  if (date === undefined) return "";
  return String(date).length > 2 ? String(date) : String(Number(date));
}

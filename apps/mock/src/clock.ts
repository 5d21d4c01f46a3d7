import { readTime } from "./notation.ts";

const end = Date.UTC(2106, 0);

/** Where `performance.now()` begins, in milliseconds since the epoch. Read once: the platform works it out each time. */
export const { timeOrigin } = performance;

/** Milliseconds since the epoch that never go back, unlike `Date.now()` when the system clock is set. */
export const monotonic = (): number => timeOrigin + performance.now();

/** Whether the clock can be put there: from 1970 to 2105, because an id begins with the seconds, in eight hex digits. */
export function isTime(time: number): boolean {
  return time >= 0 && time < end;
}

/**
 * Milliseconds since the epoch; a text without an offset is UTC. Throws for a text that is no datetime, and for a time
 * that the clock can't show.
 */
export function readClock(value: number | string): number {
  const time = typeof value === "number" ? value : readTime(value);
  if (isTime(time)) return time;
  throw new Error(`"${value}" is no point in time from 1970 to 2105: write it like 2026-03-09T08:00:00Z.`);
}

/**
 * The mock's time, in milliseconds since the epoch. It goes with a source until somebody moves or stops it; the source
 * itself stays as it is, so that what must never go back (the rate limit) can keep to that.
 */
export class Clock {
  readonly #source: () => number;
  #offset = 0;
  #frozenAt: number | undefined;
  /** Called when somebody has put the clock to another time. */
  onMove: (() => void) | undefined;

  /** `start` is the time at which the clock begins; without it, that of the source. */
  constructor(source: () => number, start?: number) {
    this.#source = source;
    if (start !== undefined) this.set(start);
  }

  now(): number {
    return this.#frozenAt ?? this.#source() + this.#offset;
  }

  get frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /**
   * Puts the clock to a time in milliseconds since the epoch, or in a text such as `2026-03-09T08:00:00Z`; a stopped clock
   * stays stopped there. Throws outside of 1970 to 2105.
   */
  set(value: number | string): void {
    const time = readClock(value);
    if (this.#frozenAt !== undefined) this.#frozenAt = time;
    else this.#offset = time - this.#source();
    this.onMove?.();
  }

  /** Moves the clock on by milliseconds, from 0 on: what the mock has written must not come to lie in its future. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError("ms must be a number of milliseconds from 0 on.");
    this.set(this.now() + ms);
  }

  freeze(): void {
    this.#frozenAt ??= this.now();
  }

  /** Lets a stopped clock go on from where it stands. */
  resume(): void {
    if (this.#frozenAt === undefined) return;
    this.#offset = this.#frozenAt - this.#source();
    this.#frozenAt = undefined;
  }
}

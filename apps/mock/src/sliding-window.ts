import type { RateLimit } from "./types.ts";

/** The times of the last requests that were let through, in a ring: the oldest decides about the next one. */
export class SlidingWindow {
  readonly #limit: RateLimit;
  readonly #times: Float64Array;
  #oldest = 0;
  #newest = Number.NEGATIVE_INFINITY;
  #refusedUntil = Number.NEGATIVE_INFINITY;

  constructor(limit: RateLimit) {
    this.#limit = limit;
    this.#times = new Float64Array(limit.requests).fill(Number.NEGATIVE_INFINITY);
  }

  /** Whether one more request may pass at `time` (milliseconds). A refused one is not counted. */
  admit(time: number): boolean {
    if (time < this.#refusedUntil) return false;
    // There is none where no request may pass at all.
    const oldest = this.#times[this.#oldest] ?? Number.POSITIVE_INFINITY;
    if (time - oldest < this.#limit.windowMs) {
      this.#refusedUntil = time + this.#limit.penaltyMs;
      return false;
    }
    this.#times[this.#oldest] = time;
    this.#oldest = (this.#oldest + 1) % this.#times.length;
    this.#newest = time;
    return true;
  }

  /** Whether nothing of it matters any more, so that a new window would decide the same. */
  isIdle(time: number): boolean {
    return time - this.#newest >= this.#limit.windowMs && time >= this.#refusedUntil;
  }
}

const end = Date.UTC(2106, 0);

/** Whether the clock can be put there: from 1970 to 2105, because an id begins with the seconds, in eight hex digits. */
export function isTime(time: number): boolean {
  return time >= 0 && time < end;
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

  /** Puts the clock to a time; a stopped clock stays stopped there. Throws outside of 1970 to 2105. */
  set(time: number): void {
    if (!isTime(time)) throw new RangeError("The clock goes from 1970 to 2105.");
    if (this.#frozenAt !== undefined) this.#frozenAt = time;
    else this.#offset = time - this.#source();
    this.onMove?.();
  }

  advance(ms: number): void {
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

/** The longest that a timer of the platform can wait, in milliseconds. */
const longestWait = 2 ** 31 - 1;

interface Task {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly run: Work;
}

type Work = () => void | Promise<void>;

/**
 * Work for later, on the clock of the mock. A timer does it when its time has come, unless a request or a move of the clock
 * comes first and calls `runDue` or `clockMoved`. The timer never keeps a process alive.
 */
export class Schedule {
  /** The clock that decides, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly #onFault: ((error: unknown) => void) | undefined;
  /** Sorted by time; of the same time, in the order of arrival. */
  readonly #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  /** `onFault` is told when work fails, which harms neither other work nor whoever called `runDue`. */
  constructor(now: () => number, onFault?: (error: unknown) => void) {
    this.now = now;
    this.#onFault = onFault;
  }

  /** Has work done at a time in milliseconds since the epoch; soon, but never at once, when that is past. */
  schedule(at: number, run: Work): void {
    if (this.#closed) return;
    const index = this.#tasks.findLastIndex((task) => task.at <= at) + 1;
    this.#tasks.splice(index, 0, { at, run });
    if (index === 0) this.#wind();
  }

  /** Does all work that is due, by now or at a given time, also what this work schedules in turn. */
  runDue(now = this.now()): void {
    if (!this.#isDue(now)) return;
    for (let task = this.#tasks[0]; task !== undefined && task.at <= now; task = this.#tasks[0]) {
      this.#tasks.shift();
      void this.#attempt(task);
    }
    this.#wind();
  }

  /** When the next work is due; undefined when there is none. */
  next(): number | undefined {
    return this.#tasks[0]?.at;
  }

  /** To be called when the clock has been put to another time. */
  clockMoved(): void {
    this.#wind();
  }

  /** Forgets all work, also what is scheduled from now on. */
  close(): void {
    this.#closed = true;
    this.#tasks.length = 0;
    this.#wind();
  }

  get closed(): boolean {
    return this.#closed;
  }

  #isDue(now: number): boolean {
    const next = this.next();
    return next !== undefined && next <= now;
  }

  async #attempt({ run }: Task): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#onFault?.(error);
    }
  }

  /** A stopped clock makes the timer ring too early: then it is wound again. */
  #wind(): void {
    clearTimeout(this.#timer);
    const next = this.next();
    if (next === undefined) return;
    const wait = Math.min(Math.max(0, next - this.now()), longestWait);
    this.#timer = setTimeout(() => (this.#isDue(this.now()) ? this.runDue() : this.#wind()), wait);
    // A number in a browser.
    if (typeof this.#timer === "object") this.#timer.unref();
  }
}

import type { RequestRecord } from "./record.ts";

/** The last requests, up to a number. */
export class Recent {
  readonly #records: RequestRecord[] = [];
  readonly #size: number;
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(record: RequestRecord): void {
    this.#records[this.#next] = record;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** The newest first. */
  last(count: number): RequestRecord[] {
    const inOrder = [...this.#records.slice(this.#next), ...this.#records.slice(0, this.#next)];
    return inOrder.reverse().slice(0, count);
  }

  clear(): void {
    this.#records.length = 0;
    this.#next = 0;
  }
}

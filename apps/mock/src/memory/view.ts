import type { JsonObject } from "../json.ts";
import type { Entry } from "./entry.ts";

/** What a list asks for: which records, in which order. */
export interface Query {
  /** Same text, same query: two queries with one key share a view. */
  readonly key: string;
  readonly matches: (value: JsonObject) => boolean;
  /** Property to sort by; records that are equal in it keep their order of arrival. */
  readonly sortBy: string;
  readonly descending: boolean;
}

/**
 * The entries of a collection that match a query, in its order, kept up to date with every write. So a list costs the
 * same however many records there are: it is a slice of an array that is already filtered and sorted.
 */
export class View {
  readonly #query: Query;
  // Always ascending: most writes then happen at the end, and a descending list is read from there.
  readonly #entries: Entry[];

  constructor(query: Query, entries: Iterable<Entry>) {
    this.#query = query;
    this.#entries = [];
    for (const entry of entries) if (query.matches(entry.value)) this.#entries.push(entry);
    this.#entries.sort((a, b) => this.#compare(a, b));
  }

  /** Number of entries that match. */
  get length(): number {
    return this.#entries.length;
  }

  /** The entries from one position to before another, in the query's order. */
  slice(start: number, end: number): Entry[] {
    const { length } = this.#entries;
    if (!this.#query.descending) return this.#entries.slice(start, end);
    return this.#entries.slice(Math.max(0, length - end), Math.max(0, length - start)).reverse();
  }

  /** Position of an entry in the query's order; of one that does not match, that of the last one before its place. */
  positionOf(entry: Entry): number {
    const index = this.#indexOf(entry);
    if (this.#query.descending) return this.#entries.length - 1 - index;
    return this.#entries[index] === entry ? index : index - 1;
  }

  /** Takes notice of a write: `before` is missing when the record is new, `after` when it is gone. */
  update(before: Entry | undefined, after: Entry | undefined): void {
    if (before !== undefined && this.#query.matches(before.value)) this.#entries.splice(this.#indexOf(before), 1);
    if (after === undefined || !this.#query.matches(after.value)) return;
    const last = this.#entries.at(-1);
    if (last === undefined || this.#compare(last, after) < 0) this.#entries.push(after);
    else this.#entries.splice(this.#indexOf(after), 0, after);
  }

  /** Index of an entry, or where it would have to be inserted. */
  #indexOf(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other !== undefined && this.#compare(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: Entry, b: Entry): number {
    const { sortBy } = this.#query;
    return compareValues(a.value[sortBy], b.value[sortBy]) || a.sequence - b.sequence;
  }
}

/** Numbers before texts before everything else; missing values and null come first, as in the API's database. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return rank(a) - rank(b);
}

function rank(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return 1;
  if (typeof value === "string") return 2;
  return value === false ? 3 : 4;
}

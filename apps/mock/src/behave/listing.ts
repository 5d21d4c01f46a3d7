import { without } from "../json.ts";
import { Entry } from "../memory/entry.ts";

/** Records in the order of a list. */
export interface Listing {
  readonly length: number;
  slice(start: number, end: number): readonly Entry[];
  positionOf(entry: Entry): number;
}

/** The listing of entries that are in order already. */
export function listingOf(entries: readonly Entry[]): Listing {
  return {
    length: entries.length,
    slice: (start, end) => entries.slice(start, end),
    positionOf: (entry) => entries.indexOf(entry),
  };
}

/** Makes listings whose rows lack some properties of the records; a row is made once for each state of a record. */
export function leavingOut(...names: readonly string[]): (listing: Listing) => Listing {
  const rows = new WeakMap<Entry, Entry>();
  const rowOf = (entry: Entry): Entry => {
    const row = rows.get(entry) ?? new Entry(entry.key, without(entry.value, names), entry.sequence);
    rows.set(entry, row);
    return row;
  };
  return (listing) => ({
    length: listing.length,
    slice: (start, end) => listing.slice(start, end).map(rowOf),
    positionOf: (entry) => listing.positionOf(entry),
  });
}

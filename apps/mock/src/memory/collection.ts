import type { JsonObject } from "../json.ts";
import { Entry } from "./entry.ts";
import { type Query, View } from "./view.ts";

/** Views kept per collection; the one that was not used for longest goes first. Each costs a little on every write. */
const maxViews = 16;

/** Who keeps watch over the changes of a collection. */
export interface Watcher {
  /** Asked before every change; throws when it may not be made. `growth` is 1 for a new record, else 0. */
  admit(growth: 0 | 1): void;
  /** Told after every change: `before` is missing for a new record, `after` for a removed one. */
  changed(collection: Collection, before: Entry | undefined, after: Entry | undefined): void;
}

/** The records of one kind in one organization, by id. */
export class Collection {
  readonly name: string;
  readonly #watcher: Watcher | undefined;
  #entries = new Map<string, Entry>();
  readonly #views = new Map<string, View>();
  readonly #indexes = new Map<string, Map<unknown, Set<Entry>>>();
  #nextSequence = 1;
  #version = 0;

  /** `entries` are what it begins with, in the order of their sequence. */
  constructor(name = "", entries: Iterable<Entry> = [], watcher?: Watcher) {
    this.name = name;
    this.#watcher = watcher;
    for (const entry of entries) {
      this.#entries.set(entry.key, entry);
      this.#nextSequence = entry.sequence + 1;
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Another number after every change, for those who keep what they have found out. */
  get version(): number {
    return this.#version;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** In the order of arrival. */
  entries(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** Adds a record or puts a new state in the place of the old one. */
  put(key: string, value: JsonObject): Entry {
    const before = this.#entries.get(key);
    this.#watcher?.admit(before === undefined ? 1 : 0);
    const entry = new Entry(key, value, before?.sequence ?? this.#nextSequence++);
    this.#entries.set(key, entry);
    this.#changed(before, entry);
    this.#watcher?.changed(this, before, entry);
    return entry;
  }

  /** Removes a record; returns it, or undefined when there was none. */
  delete(key: string): Entry | undefined {
    const before = this.#entries.get(key);
    if (before === undefined) return undefined;
    this.#watcher?.admit(0);
    this.#entries.delete(key);
    this.#changed(before, undefined);
    this.#watcher?.changed(this, before, undefined);
    return before;
  }

  /** Takes a change back, without telling the watcher; of several changes the last goes first. */
  undo(before: Entry | undefined, after: Entry | undefined): void {
    if (before !== undefined) this.#entries.set(before.key, before);
    else if (after !== undefined) this.#entries.delete(after.key);
    this.#changed(after, before);
    if (after !== undefined || before === undefined) return;
    // A removed record comes back at the end of the map, but belongs where it arrived.
    this.#entries = new Map([...this.#entries].sort(([, a], [, b]) => a.sequence - b.sequence));
  }

  /** The first record whose property has this value; found through an index that is made on first use. */
  findBy(property: string, value: unknown): Entry | undefined {
    const [first] = this.allBy(property, value);
    return first;
  }

  /** All records whose property has this value, in the order of arrival of their last change. */
  allBy(property: string, value: unknown): Iterable<Entry> {
    return this.#index(property).get(value) ?? [];
  }

  /** The records a query asks for, filtered and sorted. */
  view(query: Query): View {
    const known = this.#views.get(query.key);
    if (known !== undefined) {
      this.#views.delete(query.key);
      this.#views.set(query.key, known);
      return known;
    }
    const view = new View(query, this.#entries.values());
    this.#views.set(query.key, view);
    if (this.#views.size > maxViews) {
      const [oldest] = this.#views.keys();
      if (oldest !== undefined) this.#views.delete(oldest);
    }
    return view;
  }

  #index(property: string): Map<unknown, Set<Entry>> {
    let index = this.#indexes.get(property);
    if (index === undefined) {
      index = new Map();
      for (const entry of this.#entries.values()) add(index, entry.value[property], entry);
      this.#indexes.set(property, index);
    }
    return index;
  }

  #changed(before: Entry | undefined, after: Entry | undefined): void {
    this.#version += 1;
    for (const view of this.#views.values()) view.update(before, after);
    for (const [property, index] of this.#indexes) {
      if (before !== undefined) remove(index, before.value[property], before);
      if (after !== undefined) add(index, after.value[property], after);
    }
  }
}

function add(index: Map<unknown, Set<Entry>>, value: unknown, entry: Entry): void {
  const entries = index.get(value);
  if (entries === undefined) index.set(value, new Set([entry]));
  else entries.add(entry);
}

function remove(index: Map<unknown, Set<Entry>>, value: unknown, entry: Entry): void {
  const entries = index.get(value);
  entries?.delete(entry);
  if (entries?.size === 0) index.delete(value);
}

import { Collection, type Watcher } from "./collection.ts";
import type { Entry } from "./entry.ts";
import type { Change } from "./transaction.ts";

/** Records by collection, each list in the order of arrival. Entries never change, so organizations share them. */
export type Content = ReadonlyMap<string, readonly Entry[]>;

/** Who is told of the changes in an organization. */
export interface Keeper {
  admit(organization: Organization, growth: 0 | 1): void;
  changed(organization: Organization, change: Change): void;
}

/** Records of one organization, by collection. */
export class Organization {
  readonly name: string;
  readonly #collections = new Map<string, Collection>();
  /** What has not been asked for yet: a collection is only made when it is. */
  readonly #waiting: Map<string, readonly Entry[]>;
  readonly #watcher: Watcher;

  constructor(name: string, content: Content, keeper: Keeper) {
    this.name = name;
    this.#waiting = new Map(content);
    this.#watcher = {
      admit: (growth) => keeper.admit(this, growth),
      changed: (collection, before, after) => keeper.changed(this, { organization: this, collection, before, after }),
    };
  }

  /** The records of one kind; an empty collection when there are none yet. */
  collection(name: string): Collection {
    let found = this.#collections.get(name);
    if (found === undefined) {
      found = new Collection(name, this.#waiting.get(name), this.#watcher);
      this.#waiting.delete(name);
      this.#collections.set(name, found);
    }
    return found;
  }

  collections(): IterableIterator<[string, Collection]> {
    for (const name of [...this.#waiting.keys()]) this.collection(name);
    return this.#collections.entries();
  }

  /** All records as they are now. */
  content(): Content {
    return new Map([
      ...this.#waiting,
      ...[...this.#collections].map(([name, collection]) => [name, [...collection.entries()]] as const),
    ]);
  }

  /** Number of records over all collections. */
  get size(): number {
    let size = 0;
    for (const entries of this.#waiting.values()) size += entries.length;
    for (const collection of this.#collections.values()) size += collection.size;
    return size;
  }
}

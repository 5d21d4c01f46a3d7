import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Places of a shelf. A record's place in the file is that of its shelf plus its sequence. */
const width = 2 ** 32;

export const firstPlace = (shelf: number): number => shelf * width;
export const lastPlace = (shelf: number): number => (shelf + 1) * width - 1;

/**
 * The stretches of the file in which the records of one collection of one organization stand, in the order of arrival. A
 * new record goes to the end of its shelf, which is the cheapest thing that SQLite can do; an index it does not need,
 * because whatever is looked for is in memory.
 */
export class Shelves {
  readonly #insert: StatementSync;
  readonly #all: StatementSync;
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare("INSERT INTO shelves (organization, collection) VALUES (?, ?)");
    this.#all = database.prepare("SELECT number, organization, collection FROM shelves");
    this.read();
  }

  /** Takes over what the file says, also after a transaction that came to nothing. */
  read(): void {
    this.#numbers.clear();
    for (const { number, organization, collection } of this.#all.iterate()) {
      this.#shelvesOf(String(organization)).set(String(collection), Number(number));
    }
  }

  /** The number of a shelf, which is put up when there is none yet. */
  get(organization: string, collection: string): number {
    const own = this.#shelvesOf(organization);
    let number = own.get(collection);
    if (number === undefined) {
      number = Number(this.#insert.run(organization, collection).lastInsertRowid);
      own.set(collection, number);
    }
    return number;
  }

  /** The shelves of an organization, by collection. */
  of(organization: string): ReadonlyMap<string, number> {
    return this.#shelvesOf(organization);
  }

  #shelvesOf(organization: string): Map<string, number> {
    let own = this.#numbers.get(organization);
    if (own === undefined) {
      own = new Map();
      this.#numbers.set(organization, own);
    }
    return own;
  }
}

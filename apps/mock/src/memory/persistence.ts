import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isObject } from "../json.ts";
import { dataFileError, openDataFile } from "./data-file.ts";
import { Entry } from "./entry.ts";
import type { Content, Organization } from "./organization.ts";
import { firstPlace, lastPlace, Shelves } from "./shelves.ts";
import type { Transaction } from "./transaction.ts";

/**
 * The organizations that have been written to, in an SQLite file. A transaction is handed to the system before `save`
 * returns: whatever kills the process afterwards, it is there at the next start. (Only when the whole machine loses
 * power the last moments may be missing, as `synchronous = NORMAL` says; never a part of a transaction.)
 */
export class Persistence {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #names: Set<string>;
  readonly #shelves: Shelves;
  /** How often the file has been opened; ids are made of it, so that they don't repeat. */
  readonly run: number;
  /** Number of records when the file was opened. */
  readonly size: number;

  /** Opens the file, or makes it. Throws a `DataFileError`. */
  constructor(path: string) {
    this.#path = path;
    this.#database = openDataFile(path);
    try {
      this.run = Number(this.#database.prepare("UPDATE run SET number = number + 1 RETURNING number").get()?.number);
      this.size = Number(this.#database.prepare("SELECT count(*) AS size FROM records").get()?.size);
      const names = this.#database.prepare("SELECT name FROM organizations").all();
      this.#names = new Set(names.map(({ name }) => String(name)));
      this.#shelves = new Shelves(this.#database);
      this.#put = this.#database.prepare("INSERT OR REPLACE INTO records VALUES (?, ?, ?)");
      this.#delete = this.#database.prepare("DELETE FROM records WHERE place = ?");
    } catch (error) {
      this.close();
      throw dataFileError(path, error);
    }
  }

  get organizations(): ReadonlySet<string> {
    return this.#names;
  }

  /** Names of the organizations that have records of a kind. */
  organizationsWith(collection: string): string[] {
    const query = this.#database.prepare("SELECT 1 FROM records WHERE place BETWEEN ? AND ? LIMIT 1");
    return [...this.#names].filter((name) => {
      const shelf = this.#shelves.of(name).get(collection);
      return shelf !== undefined && query.get(firstPlace(shelf), lastPlace(shelf)) !== undefined;
    });
  }

  /** The records of an organization; undefined when it has never been written to. Throws a `DataFileError`. */
  load(name: string): Content | undefined {
    if (!this.#names.has(name)) return undefined;
    try {
      return this.#read(name);
    } catch (error) {
      throw dataFileError(this.#path, error);
    }
  }

  /** Stores what a request has changed: all of it or nothing. Throws a `DataFileError`. */
  save({ changes, adopted }: Transaction): void {
    const [only] = changes;
    // A single statement is a transaction already.
    if (changes.length === 1 && adopted.size === 0 && only !== undefined) {
      try {
        this.#write(only.organization.name, only.collection.name, only.before, only.after);
      } catch (error) {
        throw dataFileError(this.#path, error);
      }
      return;
    }
    this.#atomically(() => {
      for (const organization of adopted) this.#writeAll(organization);
      for (const { organization, collection, before, after } of changes) {
        if (!adopted.has(organization)) this.#write(organization.name, collection.name, before, after);
      }
    });
    for (const { name } of adopted) this.#names.add(name);
  }

  /** Puts these organizations in the place of the one of a name, or of all that is stored. Throws a `DataFileError`. */
  replace(organizations: readonly Organization[], name?: string): void {
    this.#atomically(() => {
      this.#clear(name);
      for (const organization of organizations) this.#writeAll(organization);
    });
    if (name === undefined) this.#names.clear();
    else this.#names.delete(name);
    for (const { name } of organizations) this.#names.add(name);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #read(name: string): Content {
    const content = new Map<string, Entry[]>();
    const query = this.#database.prepare("SELECT * FROM records WHERE place BETWEEN ? AND ? ORDER BY place");
    for (const [collection, shelf] of this.#shelves.of(name)) {
      const entries: Entry[] = [];
      for (const { place, key, value } of query.iterate(firstPlace(shelf), lastPlace(shelf))) {
        const record: unknown = JSON.parse(String(value));
        if (isObject(record)) entries.push(new Entry(String(key), record, Number(place) - firstPlace(shelf)));
      }
      content.set(collection, entries);
    }
    return content;
  }

  #writeAll(organization: Organization): void {
    this.#database.prepare("INSERT OR REPLACE INTO organizations VALUES (?)").run(organization.name);
    for (const [collection, entries] of organization.content()) {
      for (const entry of entries) this.#write(organization.name, collection, undefined, entry);
    }
  }

  #write(organization: string, collection: string, before: Entry | undefined, after: Entry | undefined): void {
    const start = firstPlace(this.#shelves.get(organization, collection));
    if (after !== undefined) this.#put.run(start + after.sequence, after.key, after.text);
    else if (before !== undefined) this.#delete.run(start + before.sequence);
  }

  #clear(name: string | undefined): void {
    if (name === undefined) {
      this.#database.exec("DELETE FROM records; DELETE FROM organizations");
      return;
    }
    const remove = this.#database.prepare("DELETE FROM records WHERE place BETWEEN ? AND ?");
    for (const [, shelf] of this.#shelves.of(name)) remove.run(firstPlace(shelf), lastPlace(shelf));
    this.#database.prepare("DELETE FROM organizations WHERE name = ?").run(name);
  }

  #atomically(work: () => void): void {
    this.#database.exec("BEGIN");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#shelves.read();
      throw dataFileError(this.#path, error);
    }
  }
}

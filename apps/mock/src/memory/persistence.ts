import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isObject } from "../json.ts";
import { Entry } from "./entry.ts";
import type { Content, Organization } from "./organization.ts";
import { firstPlace, lastPlace, Shelves } from "./shelves.ts";
import type { Transaction } from "./transaction.ts";

/** Marks a file as ours ("MLAP"), and the layout of its tables. */
const applicationId = 0x4d4c4150;
const format = 2;

/** A file that can't be used; the message says which and what to do. */
export class DataFileError extends Error {}

/**
 * The organizations that have been written to, in an SQLite file. A transaction is handed to the system before `save`
 * returns: whatever kills the process afterwards, it is there at the next start. (Only when the whole machine loses
 * power the last moments may be missing, as `synchronous = NORMAL` says; never a part of a transaction.)
 */
export class Persistence {
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
    this.#database = open(path);
    this.run = Number(this.#database.prepare("UPDATE run SET number = number + 1 RETURNING number").get()?.number);
    this.size = Number(this.#database.prepare("SELECT count(*) AS size FROM records").get()?.size);
    const names = this.#database.prepare("SELECT name FROM organizations").all();
    this.#names = new Set(names.map(({ name }) => String(name)));
    this.#shelves = new Shelves(this.#database);
    this.#put = this.#database.prepare("INSERT OR REPLACE INTO records VALUES (?, ?, ?)");
    this.#delete = this.#database.prepare("DELETE FROM records WHERE place = ?");
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

  /** The records of an organization; undefined when it has never been written to. */
  load(name: string): Content | undefined {
    if (!this.#names.has(name)) return undefined;
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

  /** Stores what a request has changed: all of it or nothing. */
  save({ changes, adopted }: Transaction): void {
    const [only] = changes;
    // A single statement is a transaction already.
    if (changes.length === 1 && adopted.size === 0 && only !== undefined) {
      this.#write(only.organization.name, only.collection.name, only.before, only.after);
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

  /** Forgets an organization, or all. */
  forget(name?: string): void {
    this.#atomically(() => this.#clear(name));
    if (name === undefined) this.#names.clear();
    else this.#names.delete(name);
  }

  /** Puts these organizations in the place of all that is stored. */
  replace(organizations: readonly Organization[]): void {
    this.#atomically(() => {
      this.#clear(undefined);
      for (const organization of organizations) this.#writeAll(organization);
    });
    this.#names.clear();
    for (const { name } of organizations) this.#names.add(name);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
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
      throw error;
    }
  }
}

function open(path: string): DatabaseSync {
  if (typeof process === "undefined") throw new DataFileError("A browser has no data file. Leave `data` out.");
  // Asked for here, so that a mock without a file never loads SQLite.
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    // The memory of one process is the truth: a second one on the same file would overwrite what the first has stored.
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    // Up to 16 MB of log: the usual 4 MB would be moved into the file, and waited for, every few hundred writes.
    database.exec("PRAGMA wal_autocheckpoint = 4000");
    checkFormat(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof DataFileError) throw error;
    throw new DataFileError(explain(path, error), { cause: error });
  }
}

function checkFormat(database: DatabaseSync, path: string): void {
  const owner = Number(database.prepare("PRAGMA application_id").get()?.application_id);
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  const tables = Number(database.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()?.tables);
  if (owner === 0 && version === 0 && tables === 0) create(database);
  else if (owner !== applicationId) throw new DataFileError(`${path} is the database of another program.`);
  else if (version !== format) {
    const why = `${path} has the format ${version}, this mock reads and writes the format ${format}`;
    throw new DataFileError(`${why}. Use the mock that wrote it, or another file.`);
  }
}

function create(database: DatabaseSync): void {
  database.exec(`BEGIN;
    CREATE TABLE run (number INTEGER NOT NULL);
    INSERT INTO run VALUES (0);
    CREATE TABLE organizations (name TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE shelves (
      number INTEGER PRIMARY KEY, organization TEXT NOT NULL, collection TEXT NOT NULL,
      UNIQUE (organization, collection)
    );
    CREATE TABLE records (place INTEGER PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL);
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${format};
    COMMIT`);
}

/** SQLite's primary result codes: https://sqlite.org/rescode.html */
const reasons: Readonly<Record<number, string>> = {
  5: "is in use by another process. Stop that one or choose another file",
  8: "can't be written to. Give yourself the right to, or choose another file",
  11: "is damaged. Restore it or choose another file",
  13: "has no room to grow: the disk is full",
  14: "can't be opened. Its folder must exist, and you must have the right to write there",
  26: "is not a database. Choose another file",
};

function explain(path: string, error: unknown): string {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
  return `${path} ${reasons[code] ?? `can't be used: ${error instanceof Error ? error.message : error}`}.`;
}

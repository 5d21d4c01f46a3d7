import type { DatabaseSync } from "node:sqlite";

/** Marks a file as ours ("MLAP"), and the layout of its tables. */
const applicationId = 0x4d4c4150;
const format = 2;

/** A file that can't be used; the message says which and what to do. */
export class DataFileError extends Error {}

/** Opens the file of a mock, or makes it. Throws a `DataFileError`. */
export function openDataFile(path: string): DatabaseSync {
  if (typeof process === "undefined") throw new DataFileError("A browser has no data file. Leave `data` out.");
  // SQLite would keep these in memory only.
  if (path === ":memory:" || path.startsWith("file:")) throw new DataFileError(`${path} is not the path of a file.`);
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
    throw dataFileError(path, error);
  }
}

/** What went wrong with a file, in words that name it and help. */
export function dataFileError(path: string, error: unknown): DataFileError {
  return error instanceof DataFileError ? error : new DataFileError(explain(path, error), { cause: error });
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
  10: "can't be read or written. It must be a file that you have the right to write, on a disk that works",
  11: "is damaged. Restore it or choose another file",
  13: "has no room to grow: the disk is full",
  14: "can't be opened. It must be no folder, its own folder must exist, and you must have the right to write there",
  26: "is not a database. Choose another file",
};

function explain(path: string, error: unknown): string {
  // What stands for a record and is no JSON is damage too.
  const damaged = error instanceof SyntaxError ? 11 : 0;
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : damaged;
  return `${path} ${reasons[code] ?? `can't be used: ${error instanceof Error ? error.message : error}`}.`;
}

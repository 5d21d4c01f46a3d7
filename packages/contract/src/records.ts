import { records, requests } from "./generated/records.js";

/** What the document says of the records of a collection. */
export interface RecordShape {
  readonly properties: readonly string[];
  /** Properties that a single record always has. */
  readonly required: readonly string[];
  /** Properties that are points in time, with the name of the type that states their notation: `DatetimeMicro`. */
  readonly times: Readonly<Record<string, string>>;
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** A property of a request that must name an existing record: `x-reference` of the document. */
export interface Reference {
  readonly property: string;
  readonly collection: string;
  /** The property of the other record that holds the same value. */
  readonly match: string;
}

/** What the document says of a request that writes a record, or of one row of a bulk. */
export interface RequestShape {
  readonly properties: readonly string[];
  /** Properties that no two records of the organization may share: `x-unique` of the document. */
  readonly unique: readonly string[];
  readonly references: readonly Reference[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

const nothing: RecordShape = { properties: [], required: [], times: {}, defaults: {} };
const nothingSent: RequestShape = { properties: [], unique: [], references: [], defaults: {} };

/** The shape of a collection's records; an empty one when the document shows no such record. */
export function recordShape(collection: string): RecordShape {
  return records[collection] ?? nothing;
}

/** The shape of what an operation's request says of a record; an empty one when it has no body. */
export function requestShape(operationId: string): RequestShape {
  return requests[operationId] ?? nothingSent;
}

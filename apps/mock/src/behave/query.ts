import type { Operation, QueryRole } from "@mileapp/contract";
import { recordShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import type { Query } from "../memory/view.ts";
import { readTime } from "../notation.ts";
import type { Call } from "./call.ts";

/** Whether a record is asked for. */
export type Filter = (value: JsonObject) => boolean;

/** Query parameters that choose in a way of their own; undefined where one of them does not choose records at all. */
export type Filters = Readonly<Record<string, ((value: unknown) => Filter) | undefined>>;

/**
 * Reads from a request which records it asks for and in which order. A parameter that is a property of the records
 * chooses those with that value, unless the document gives it a role (`x-query`) or `own` says otherwise.
 */
export function readQuery(call: Call, own: Filters = {}): Query {
  const { properties } = recordShape(call.operation.resource.collection);
  const { searched, named } = rolesOf(call.operation);
  const filters: Filter[] = [];
  const used: [string, unknown][] = [];
  for (const [name, value] of Object.entries(call.query)) {
    if (value === undefined || value === "") continue;
    let filter: Filter | undefined;
    if (Object.hasOwn(own, name)) filter = own[name]?.(value);
    else if (searched.has(name)) filter = partOf(...(searched.get(name) ?? []))(value);
    else if (!named.has(name) && properties.includes(name)) filter = equals(name, value);
    if (filter === undefined) continue;
    filters.push(filter);
    used.push([name, value]);
  }
  const times = [queryValue(call, "timeBy"), queryValue(call, "timeFrom"), queryValue(call, "timeTo")] as const;
  const window = timeWindow(...times);
  if (window !== undefined) {
    filters.push(window);
    used.push(["timeBy", times]);
  }
  const sortBy = String(queryValue(call, "sortBy") ?? "createdTime");
  const order = queryValue(call, "sortOrder") ?? "desc";
  return {
    key: JSON.stringify([call.operation.id, used, sortBy, order]),
    matches: filters.length === 0 ? always : (value) => filters.every((filter) => filter(value)),
    sortBy,
    descending: order !== "asc",
  };
}

/** The value of the query parameter that has a role in the document (`x-query`), whatever it is called there. */
export function queryValue(call: Call, role: QueryRole["role"]): unknown {
  const name = rolesOf(call.operation).names.get(role);
  return name === undefined ? undefined : call.query[name];
}

interface Roles {
  /** Names of parameters by role. */
  readonly names: ReadonlyMap<QueryRole["role"], string>;
  /** All parameters that have a role. */
  readonly named: ReadonlySet<string>;
  /** The properties that a parameter searches. */
  readonly searched: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Operation, Roles>();

function rolesOf(operation: Operation): Roles {
  let roles = known.get(operation);
  if (roles === undefined) {
    const own = operation.parameters.flatMap(({ name, query }) => (query === undefined ? [] : [{ name, query }]));
    roles = {
      names: new Map(own.map(({ name, query }) => [query.role, name])),
      named: new Set(own.map(({ name }) => name)),
      searched: new Map(own.flatMap(({ name, query }) => (query.role === "search" ? [[name, query.in]] : []))),
    };
    known.set(operation, roles);
  }
  return roles;
}

/**
 * The query for those of its records that pass one more filter. `mark` holds everything that the filter depends on
 * beside the record, because queries with the same mark share a view.
 */
export function narrow(query: Query, mark: unknown, filter: Filter): Query {
  return {
    ...query,
    key: JSON.stringify([query.key, mark]),
    matches: (value) => filter(value) && query.matches(value),
  };
}

/** Chooses records one of whose texts in these properties has the value as a part, in upper or lower case. */
function partOf(...properties: readonly string[]): (value: unknown) => Filter {
  return (value) => {
    const part = String(value).toLowerCase();
    return (record) => properties.some((property) => [record[property]].flat().some((text) => contains(text, part)));
  };
}

const always: Filter = () => true;

/** Equal to the value or, for a text with commas, to one of its parts; a list has to contain it. */
function equals(name: string, value: unknown): Filter {
  const wanted = new Set(typeof value === "string" ? value.split(",").map((part) => part.trim()) : [String(value)]);
  return (record) => {
    const own = record[name];
    if (Array.isArray(own)) return own.some((one) => wanted.has(String(one)));
    return wanted.has(String(own));
  };
}

function contains(value: unknown, text: string): boolean {
  return typeof value === "string" && value.toLowerCase().includes(text);
}

/** Chooses by a time, both ends included; without `timeBy` the others mean nothing. */
function timeWindow(timeBy: unknown, timeFrom: unknown, timeTo: unknown): Filter | undefined {
  if (typeof timeBy !== "string" || (timeFrom === undefined && timeTo === undefined)) return undefined;
  const from = timeFrom === undefined ? Number.NEGATIVE_INFINITY : readTime(timeFrom);
  const to = timeTo === undefined ? Number.POSITIVE_INFINITY : readTime(timeTo);
  return (record) => {
    const time = readTime(record[timeBy]);
    return time >= from && time <= to;
  };
}

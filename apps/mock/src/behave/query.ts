import { recordShape } from "@mileapp/contract/records";
import type { JsonObject } from "../json.ts";
import type { Query } from "../memory/view.ts";
import { readTime } from "../notation.ts";
import type { Call } from "./call.ts";

export type Filter = (value: JsonObject) => boolean;

/** Query parameters that choose in a way of their own; undefined where one of them does not choose records at all. */
export type Filters = Readonly<Record<string, ((value: unknown) => Filter) | undefined>>;

/**
 * Reads from a request which records it asks for and in which order. A parameter that is a property of the records
 * chooses those with that value, unless `own` says otherwise.
 */
export function readQuery(call: Call, own: Filters = {}): Query {
  const { collection } = call.operation.resource;
  const { properties } = recordShape(collection);
  const { query } = call;
  const filters: Filter[] = [];
  const used: [string, unknown][] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "" || name === "fields") continue;
    const known = properties.includes(name) ? equals(name, value) : special(call, name, value);
    const filter = Object.hasOwn(own, name) ? own[name]?.(value) : known;
    if (filter === undefined) continue;
    filters.push(filter);
    used.push([name, value]);
  }
  const window = timeWindow(query);
  if (window !== undefined) {
    filters.push(window);
    used.push(["timeBy", [query.timeBy, query.timeFrom, query.timeTo]]);
  }
  const sortBy = String(query.sortBy ?? query.sort_by ?? query.sort ?? "createdTime");
  const order = query.sortOrder ?? query.sort_order ?? query.order ?? "desc";
  return {
    key: JSON.stringify([call.operation.id, used, sortBy, order]),
    matches: filters.length === 0 ? always : (value) => filters.every((filter) => filter(value)),
    sortBy,
    descending: order !== "asc",
  };
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

/** Chooses records one of whose texts in a property has the value as a part, in upper or lower case. */
export function partOf(property: string): (value: unknown) => Filter {
  return (value) => {
    const part = String(value).toLowerCase();
    return ({ [property]: own }) => (Array.isArray(own) ? own : [own]).some((one) => contains(one, part));
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

/** Filters that are no property of the record: search texts. */
function special(_call: Call, name: string, value: unknown): Filter | undefined {
  if (name !== "q" && name !== "s") return undefined;
  const text = String(value).toLowerCase();
  return (record) => ["name", "title", "email"].some((property) => contains(record[property], text));
}

function contains(value: unknown, text: string): boolean {
  return typeof value === "string" && value.toLowerCase().includes(text);
}

/** `timeBy`, `timeFrom` and `timeTo`, both ends included; without `timeBy` the others mean nothing. */
function timeWindow({ timeBy, timeFrom, timeTo }: Readonly<Record<string, unknown>>): Filter | undefined {
  if (typeof timeBy !== "string" || (timeFrom === undefined && timeTo === undefined)) return undefined;
  const from = timeFrom === undefined ? Number.NEGATIVE_INFINITY : readTime(timeFrom);
  const to = timeTo === undefined ? Number.POSITIVE_INFINITY : readTime(timeTo);
  return (record) => {
    const time = readTime(record[timeBy]);
    return time >= from && time <= to;
  };
}

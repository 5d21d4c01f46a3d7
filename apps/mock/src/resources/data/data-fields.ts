import { recordShape } from "@mileapp/contract/records";
import { type JsonObject, listIn, objectsIn } from "../../json.ts";
import { readTime } from "../../notation.ts";
import { isDate, isTimeOfDay, matches, position, type Rule } from "../value-rules.ts";

/** A field of a data type, ready to check the values of records. */
export interface DataField {
  readonly id: string;
  readonly type: string;
  readonly required: boolean;
  /** Undefined when there is none. */
  readonly default: unknown;
  /** What a value must be, as the end of a sentence; undefined when it is that. */
  readonly fault: (value: unknown) => string | undefined;
}

/** What a data type says of its records. */
interface DataShape {
  /** The fields beside the key field. */
  readonly fields: readonly DataField[];
  /** All keys that a record may have. */
  readonly keys: ReadonlySet<string>;
}

const shapes = new WeakMap<JsonObject, DataShape>();

/** What a data type says of its records; read once for each state of the data type. */
export function shapeOf(dataType: JsonObject): DataShape {
  let shape = shapes.get(dataType);
  if (shape === undefined) {
    const fields = objectsIn(dataType.fields)
      .filter((field) => !isKey(field))
      .map(readField);
    shape = { fields, keys: new Set([...recordShape("dataSources").properties, ...fields.map(({ id }) => id)]) };
    shapes.set(dataType, shape);
  }
  return shape;
}

/** Whether a field holds the key of the records. It can be written in two ways. */
export function isKey({ type, primaryKey }: JsonObject): boolean {
  return type === "primaryKey" || primaryKey === true;
}

/** Reads a field as a data type states it. */
export function readField(field: JsonObject): DataField {
  const type = String(field.type);
  const rule = type === "option" ? oneOf(listIn(field.optionData)) : rules[type];
  return {
    id: String(field.id),
    type,
    required: field.required === true,
    default: field.default ?? undefined,
    fault: (value) => (rule === undefined || rule.accepts(value) ? undefined : `must be ${rule.wording}`),
  };
}

const oneOf = (options: readonly unknown[]): Rule => ({
  accepts: (value) => options.includes(value),
  wording: `one of: ${options.join(", ")}`,
});

const isMoment = matches(/^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d|T\d\d:\d\d:\d\d(?:(?:\.\d{3})?[+-]\d\d:\d\d)?)$/);

/** What a record holds under a field of each type (facts: data-source.md, dynamic value encodings). */
const rules: Readonly<Record<string, Rule>> = {
  text: { accepts: (value) => typeof value === "string", wording: "a string" },
  number: { accepts: (value) => typeof value === "number", wording: "a number" },
  boolean: { accepts: (value) => typeof value === "boolean", wording: "a boolean" },
  date: { accepts: (value) => isDate(value) && existsOnCalendar(value), wording: "a date, such as 2026-03-09" },
  time: { accepts: isTimeOfDay, wording: "a time, such as 08:30" },
  dateTime: {
    accepts: (value) => isMoment(value) && existsOnCalendar(value),
    wording: "a datetime, such as 2026-03-09 08:30:00",
  },
  geolocation: position,
  phoneNumber: {
    accepts: matches(/^(?:\+\d|0)[\d ]*$/),
    wording: "a phone number that begins with + or 0",
  },
};

/** Dates beyond the end of a month are read as days of the next one. */
function existsOnCalendar(value: unknown): boolean {
  const day = String(value).slice(0, 10);
  const midnight = Date.parse(day);
  return !Number.isNaN(readTime(value)) && new Date(midnight).toISOString().startsWith(day);
}

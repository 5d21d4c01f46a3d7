import { type JsonObject, listIn } from "../../json.ts";
import { readTime } from "../../notation.ts";
import { isDate, isTimeOfDay, matches, position, type Rule } from "../value-rules.ts";

/** Says in a sentence why a value is refused, or undefined when it is not. */
export type Fault = (value: unknown) => string | undefined;

/** What a component takes. Kinds whose values are not published take anything (facts: flow.md, field to value type). */
export function faultOf(id: string, type: string, component: JsonObject): Fault {
  if (type === "select") return selectFault(id, component);
  if (type === "photo") return photoFault(id, component);
  const number = numberRule(component);
  const rule = type === "numeric" || type === "currency" ? number : rules[type];
  if (rule === undefined) return () => undefined;
  return (value) => (rule.accepts(value) ? undefined : `The ${id} field must be ${rule.wording}.`);
}

/** A number that is sent as text, as a number; anything else as it is. */
export function numberOf(value: unknown): unknown {
  return isNumeric(value) ? Number(value) : value;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumeric = (value: unknown): boolean =>
  typeof value === "number" || (isText(value) && value.trim() !== "" && Number.isFinite(Number(value)));

const isDateAndTime = matches(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/);

const text: Rule = { accepts: isText, wording: "a string" };
const moment: Rule = {
  accepts: (value) => isDateAndTime(value) && !Number.isNaN(readTime(value)),
  wording: "a date with a time, such as 2026-03-09 08:00:00",
};
const date: Rule = {
  accepts: (value) => moment.accepts(value) || (isDate(value) && !Number.isNaN(readTime(value))),
  wording: "a date, such as 2026-03-09",
};

const rules: Readonly<Record<string, Rule>> = {
  string: text,
  address: text,
  phonenumber: text,
  url: { accepts: (value) => isText(value) && URL.canParse(value), wording: "an address, such as https://example.org" },
  geolocation: position,
  date,
  datetime: moment,
  time: { accepts: isTimeOfDay, wording: "a time of day, such as 08:00" },
};

/** Routing reads durations in whole minutes and constraints with at most one decimal (facts: flow.md 28). */
function numberRule({ routeAs }: JsonObject): Rule {
  if (routeAs === "VisitDuration") return { accepts: (value) => hasDecimals(value, 0), wording: "a whole number" };
  if (isText(routeAs) && routeAs.startsWith("Constraint.")) {
    return { accepts: (value) => hasDecimals(value, 1), wording: "a number with at most one decimal" };
  }
  return { accepts: isNumeric, wording: "a number" };
}

function hasDecimals(value: unknown, most: number): boolean {
  if (!isNumeric(value)) return false;
  const shifted = Number(value) * 10 ** most;
  // 2.3 * 10 is not quite 23.
  return Math.abs(shifted - Math.round(shifted)) < 1e-6;
}

function selectFault(id: string, { options, min, max }: JsonObject): Fault {
  const known = new Set(listIn(options));
  const most = Number(max ?? 0);
  const least = Number(min ?? 0);
  return (value) => {
    if (!isText(value) && (most === 1 || !Array.isArray(value))) return `The ${id} field must be a string.`;
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (known.size > 0 && !chosen.every((one) => known.has(one))) {
      return `The ${id} field must be one of: ${[...known].join(", ")}.`;
    }
    if (most > 0 && chosen.length > most) return `The ${id} field must have at most ${most} elements.`;
    if (chosen.length < least) return `The ${id} field must have at least ${least} elements.`;
    return undefined;
  };
}

/** How many there must be at least is left to the app: a change sends the new pictures only. */
function photoFault(id: string, { max }: JsonObject): Fault {
  const most = Number(max ?? 0);
  return (value) => {
    const pictures: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (!pictures.every((one) => isText(one) && URL.canParse(one)))
      return `The ${id} field must hold addresses of pictures.`;
    return most > 0 && pictures.length > most ? `The ${id} field must have at most ${most} pictures.` : undefined;
  };
}

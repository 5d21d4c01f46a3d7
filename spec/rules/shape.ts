import type { Location } from "@redocly/openapi-core";
import { isRecord, type Place } from "./place.ts";

/** The keys that an extension takes. A key without `optional` must be there. */
export type Shape = Record<string, { is: (value: unknown) => boolean; what: string; optional?: true }>;

/** Says what keeps a value from having the shape; `name` is what messages call the value. */
export function misfits(name: string, place: Place, shape: Shape): [message: string, at: Location][] {
  if (!isRecord(place.value)) return [[`${name} must be an object with ${list(Object.keys(shape))}.`, place.location]];
  const problems: [string, Location][] = [];
  for (const [key, field] of place.fields()) {
    const rule = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!rule)
      problems.push([`${name} takes no key \`${key}\`. It takes ${list(Object.keys(shape))}.`, field.location]);
    else if (!rule.is(field.value)) problems.push([`${name}.${key} must be ${rule.what}.`, field.location]);
  }
  for (const [key, rule] of Object.entries(shape)) {
    if (!rule.optional && place.get(key) === undefined) {
      problems.push([`${name} lacks \`${key}\`, ${rule.what}.`, place.location]);
    }
  }
  return problems;
}

/** Names in backticks, separated by commas. */
export function list(names: Iterable<string>): string {
  return [...names].map((name) => `\`${name}\``).join(", ");
}

/** A field check: the value is a text that matches. */
export function matches(pattern: RegExp): (value: unknown) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}

export const camelCase = /^[a-z][a-zA-Z0-9]*$/;
export const pascalCase = /^[A-Z][a-zA-Z0-9]*$/;

import { bare } from "./bare.ts";
import type { ParameterReading, Violation } from "./checks.ts";
import { parameters as validators } from "./generated/requests.js";
import { readText, readTexts } from "./texts.ts";
import type { Operation } from "./types.ts";
import { none, validate } from "./violations.ts";

/**
 * Reads path and query texts as the types that the operation declares, and validates them.
 *
 * Numbers are decimal: `1e2`, `0x10`, ` 1` and the empty text are none. Booleans are `true` and `false`. Of a single
 * parameter that is repeated the last one counts; parameters that the operation does not declare are ignored; an absent
 * one gets its default. A text that cannot be read is in `values` as it was sent.
 */
export function readParameters(
  operation: Operation,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): ParameterReading {
  const values = { path: bare<unknown>(), query: bare<unknown>() };
  const texts = textsByName(query);
  for (const rule of operation.parameters) {
    const { name } = rule;
    const value = rule.in === "path" ? readText(rule.types, path[name] ?? "") : readTexts(rule, texts[name]);
    if (value !== undefined) values[rule.in][name] = value;
  }
  const validator = validators[operation.id];
  const violations = validator === undefined ? none : validate(validator, values, "");
  if (violations.length === 0) return { values, violations };
  return { values, violations: violations.map((violation) => explainPlus(violation, values.query)) };
}

/** In a query a plus sign stands for a space, so that a time zone that was not escaped arrives as another text. */
function explainPlus(violation: Violation, query: Readonly<Record<string, unknown>>): Violation {
  const { keyword, pointer, params, message } = violation;
  const value = query[pointer.slice("/query/".length)];
  if (keyword !== "pattern" || typeof value !== "string" || !value.includes(" ")) return violation;
  const isMeant = new RegExp(String(params.pattern), "u").test(value.replaceAll(" ", "+"));
  return isMeant ? { ...violation, message: `${message}, and a + must be written as %2B in a URL` } : violation;
}

/** One pass over the query instead of one per parameter. */
function textsByName(query: URLSearchParams): Record<string, string[]> {
  const texts = bare<string[]>();
  query.forEach((text, name) => {
    const known = texts[name];
    if (known === undefined) texts[name] = [text];
    else known.push(text);
  });
  return texts;
}

import type { Violation } from "./checks.ts";
import type { RawError, Validator } from "./validator.ts";
import { wording } from "./wording.ts";

/** What most requests break: nothing. */
export const none: readonly Violation[] = Object.freeze([]);

const places: ReadonlySet<string> = new Set<Violation["in"]>(["path", "query", "header", "body", "response"]);
/** Keywords that speak of a property which may not be there; the parameter names it. */
const namedBy = new Map([
  ["required", "missingProperty"],
  ["dependentRequired", "missingProperty"],
  ["additionalProperties", "additionalProperty"],
  ["unevaluatedProperties", "unevaluatedProperty"],
  ["propertyNames", "propertyName"],
]);

/** Runs a validator. `base` is the pointer to the value: `/body`, or empty for `{ path, query }`. */
export function validate(validator: Validator, value: unknown, base: string): readonly Violation[] {
  if (validator(value)) return none;
  const found: Finding[] = [];
  for (const error of validator.errors ?? []) found.push(findingOf(error, base, found));
  return distinct(withoutLengths(found.flatMap(({ violations }) => violations)));
}

const lengths = new Set(["minLength", "maxLength"]);

/** A text that lacks the pattern need not be told that it is too short or too long for it. */
function withoutLengths(violations: readonly Violation[]): readonly Violation[] {
  const patterns = new Set(violations.filter(({ keyword }) => keyword === "pattern").map(({ pointer }) => pointer));
  if (patterns.size === 0) return violations;
  return violations.filter(({ keyword, pointer }) => !lengths.has(keyword) || !patterns.has(pointer));
}

/** Several parts of an `allOf` may find the same fault. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  return [...new Map(violations.map((one) => [one.message, one])).values()];
}

/** What has become of so many errors. */
interface Finding {
  readonly violations: readonly Violation[];
  readonly errors: number;
}

function findingOf(error: RawError, base: string, before: Finding[]): Finding {
  const { keyword, params, instancePath } = error;
  // Says no more than the errors of the `then` that it stands for.
  if (keyword === "if") return { violations: none, errors: 1 };
  const pointer = base + instancePath + propertyOf(error);
  if (typeof params.reasons !== "number") return { violations: [violation(pointer, keyword, params)], errors: 1 };
  const reasons = takeLast(before, params.reasons);
  return { violations: [choice(pointer, error, reasons)], errors: params.reasons + 1 };
}

/** The errors just before that of a choice say why each branch was refused: they become its reasons. */
function takeLast(before: Finding[], errors: number): readonly Violation[] {
  const taken: Finding[] = [];
  for (let left = errors; left > 0; ) {
    const last = before.pop();
    if (last === undefined) break;
    taken.unshift(last);
    left -= last.errors;
  }
  return taken.flatMap(({ violations }) => violations);
}

/** A violation at a pointer, whose first part is its place; `text` replaces the usual wording of the keyword. */
export function violation(
  pointer: string,
  keyword: string,
  params: Violation["params"],
  text = wording(keyword, params),
): Violation {
  const place = pointer.split("/", 2)[1] ?? "";
  if (!isPlace(place)) throw new Error(`The pointer "${pointer}" does not begin with a place.`);
  return { in: place, pointer, keyword, params, message: `${spoken(pointer)} ${text}` };
}

function choice(pointer: string, { keyword, params }: RawError, reasons: readonly Violation[]): Violation {
  if (Array.isArray(params.passing)) return violation(pointer, keyword, {});
  const texts = reasons.map(({ pointer: at, message }) => {
    const text = message.slice(spoken(pointer).length + 1);
    return at === pointer ? `it ${text}` : text;
  });
  return violation(pointer, keyword, { reasons }, `fits no accepted form: ${[...new Set(texts)].join(", or ")}`);
}

function propertyOf({ keyword, params }: RawError): string {
  const name = params[namedBy.get(keyword) ?? ""];
  return typeof name === "string" ? `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` : "";
}

/** A pointer as people write it: `body.tasks.0.flow`. */
function spoken(pointer: string): string {
  const names = pointer.slice(1).split("/");
  return names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~")).join(".");
}

function isPlace(text: string): text is Violation["in"] {
  return places.has(text);
}

import { likes } from "./generated/patterns.js";

type Params = Readonly<Record<string, unknown>>;

const texts: Readonly<Record<string, (params: Params) => string>> = {
  required: () => "is required",
  dependentRequired: ({ property }) => `is required when ${property} is present`,
  additionalProperties: () => "is not a known field",
  unevaluatedProperties: () => "is not a known field",
  propertyNames: () => "is not a possible name of a field",
  type: ({ type }) => `must be ${[type].flat().map(withArticle).join(" or ")}`,
  enum: ({ allowedValues }) => `must be one of: ${listed(allowedValues)}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  minLength: ({ limit }) => (limit === 1 ? "must not be empty" : `must have at least ${limit} characters`),
  maxLength: ({ limit }) => `must have at most ${limit} characters`,
  pattern: ({ pattern }) => {
    const like = likes[String(pattern)];
    return like === undefined ? `must match ${pattern}` : `must be like ${alternatives(like)}`;
  },
  format: ({ format }) => `must be a valid ${format}`,
  minimum: ({ limit }) => `must be at least ${limit}`,
  maximum: ({ limit }) => `must be at most ${limit}`,
  exclusiveMinimum: ({ limit }) => `must be more than ${limit}`,
  exclusiveMaximum: ({ limit }) => `must be less than ${limit}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${multipleOf}`,
  minItems: ({ limit }) => `must have at least ${limit} ${limit === 1 ? "element" : "elements"}`,
  maxItems: ({ limit }) => `must have at most ${limit} ${limit === 1 ? "element" : "elements"}`,
  contains: () => "lacks an element that must be there",
  uniqueItems: () => "must not hold the same element twice",
  minProperties: ({ limit }) => `must have at least ${limit} ${limit === 1 ? "field" : "fields"}`,
  maxProperties: ({ limit }) => `must have at most ${limit} ${limit === 1 ? "field" : "fields"}`,
  oneOf: () => "fits more than one of the accepted forms",
  not: () => "is not allowed here",
  "false schema": () => "is not allowed here",
};

/** What a keyword asks for, as the end of a sentence that begins with the place. */
export function wording(keyword: string, params: Params): string {
  return texts[keyword]?.(params) ?? `breaks the rule "${keyword}"`;
}

/** Values as a person would list them: texts without quotation marks. */
export function listed(values: unknown): string {
  const list = Array.isArray(values) ? values : [values];
  return list.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(", ");
}

/** `a, b or c`. */
function alternatives(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(", "), ...texts.slice(-1)].filter((text) => text !== "").join(" or ");
}

function withArticle(type: unknown): string {
  if (type === "null") return "null";
  return `${type === "integer" || type === "object" || type === "array" ? "an" : "a"} ${type}`;
}

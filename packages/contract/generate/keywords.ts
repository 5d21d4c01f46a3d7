import { _, type Ajv2020, type CodeKeywordDefinition, type KeywordCxt } from "ajv/dist/2020.js";

/** Keywords whose loop is as long as the input wants it to be. */
const loops = [
  "items",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const choices = ["anyOf", "oneOf"];

/**
 * Changes how some of Ajv's own keywords work and report errors; what is valid stays the same. `isObserved` tells of a
 * schema whether an `unevaluatedProperties` wants to know all of its outcome.
 */
export function adaptKeywords(ajv: Ajv2020, isObserved: (schema: unknown) => boolean): void {
  for (const keyword of loops) replace(ajv, keyword, stopAtFirstError);
  for (const keyword of choices) replace(ajv, keyword, countReasons);
  replace(ajv, "anyOf", (definition) => stopAtFirstMatch(definition, isObserved));
  replace(ajv, "contains", forgetElements);
}

function replace(ajv: Ajv2020, keyword: string, change: (old: CodeKeywordDefinition) => CodeKeywordDefinition): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition === "boolean" || !("code" in definition)) throw new Error(`Ajv has no code for ${keyword}.`);
  ajv.removeKeyword(keyword);
  ajv.addKeyword(change(definition));
}

/**
 * Validators report everything that is wrong with a value, except that an array or an object of free keys is left at its
 * first bad element. Without this, 25 MB of bad elements would make gigabytes of errors.
 */
function stopAtFirstError(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return { ...definition, code: (context, ruleType) => definition.code(withoutAllErrors(context), ruleType) };
}

/** The same context, except that the keyword's own code sees `allErrors: false`; what it calls does not. */
function withoutAllErrors(context: KeywordCxt): KeywordCxt {
  return override(context, "it", override(context.it, "allErrors", false));
}

/** Ajv would try all branches wherever `unevaluatedProperties` is known: most values fit the first. */
function stopAtFirstMatch(
  definition: CodeKeywordDefinition,
  isObserved: (schema: unknown) => boolean,
): CodeKeywordDefinition {
  const unobserved = (context: KeywordCxt) =>
    isObserved(context.parentSchema) ? context : override(context, "mergeValidEvaluated", () => undefined);
  return { ...definition, code: (context, ruleType) => definition.code(unobserved(context), ruleType) };
}

/** Of an array that holds no element of the wanted kind, only that is reported, not what is wrong with each element. */
function forgetElements(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  const forgetful = (context: KeywordCxt) =>
    override(context, "subschema", (element, valid) => {
      const inner = context.subschema({ ...element, createErrors: false }, valid);
      context.reset();
      return inner;
    });
  return { ...definition, code: (context, ruleType) => definition.code(forgetful(context), ruleType) };
}

/** The error of a choice says how many of the errors before it come from its branches. */
function countReasons(definition: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...definition,
    error: {
      message: "",
      params: ({ params, errsCount }) => _`{reasons: errors - ${errsCount}, passing: ${params.passing ?? null}}`,
    },
  };
}

/** An object that differs from another in one property; methods still work on the other one. */
function override<T extends object, K extends keyof T>(object: T, name: K, value: T[K]): T {
  return new Proxy(object, {
    get: (target, key) => {
      if (key === name) return value;
      const own: unknown = Reflect.get(target, key);
      return typeof own === "function" ? own.bind(target) : own;
    },
  });
}

import { isObject, type JsonObject } from "../life/json.ts";
import { resolve } from "./document.ts";
import type { Random } from "./random.ts";

/**
 * A value that a schema should allow. Conditions (`if`, `not`, `dependentRequired`) are not read, so that now and then
 * it allows it not: whether it does is for the contract to say.
 */
export function valueFor(schema: unknown, random: Random, depth = 0): unknown {
  const own = resolve(schema);
  if ("const" in own) return own.const;
  if (Array.isArray(own.enum)) return random.pick(own.enum);
  const shown = [...(Array.isArray(own.examples) ? own.examples : []), ...("example" in own ? [own.example] : [])];
  const isOpaque = "pattern" in own || ("format" in own && own.type === "string");
  if (shown.length > 0 && (isOpaque || random.chance(0.3))) return random.pick(shown);
  const branches = own.oneOf ?? own.anyOf;
  const parts = [
    ...(Array.isArray(own.allOf) ? own.allOf : []),
    ...(Array.isArray(branches) ? [random.pick(branches)] : []),
  ];
  const values = parts.map((part) => valueFor(part, random, depth));
  if (values.length > 0 && !values.every(isObject)) return values[0];
  const types = Array.isArray(own.type) ? own.type : [own.type ?? (isObject(own.properties) ? "object" : undefined)];
  const value = typed(random.pick(types), own, random, depth);
  return values.length === 0 ? value : Object.assign({}, isObject(value) ? value : {}, ...values);
}

function typed(type: unknown, schema: JsonObject, random: Random, depth: number): unknown {
  switch (type) {
    case "object":
      return object(schema, random, depth);
    case "array": {
      const least = bound(schema.minItems, 0);
      const length = depth > 6 ? least : random.int(least, Math.min(bound(schema.maxItems, least + 2), least + 2));
      return Array.from({ length }, () => valueFor(schema.items, random, depth + 1));
    }
    case "string":
      return text(schema, random);
    case "integer":
    case "number": {
      const from = bound(schema.minimum ?? schema.exclusiveMinimum, -10);
      const to = bound(schema.maximum ?? schema.exclusiveMaximum, from + 1000);
      return random.pick([from, to, random.int(Math.ceil(from), Math.floor(to))]);
    }
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      return random.pick<unknown>(["text", 7, true, null, [], {}]);
  }
}

function object({ properties, required, additionalProperties }: JsonObject, random: Random, depth: number): JsonObject {
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const known = isObject(properties) ? Object.entries(properties) : [];
  const taken = known.filter(([name]) => needed.includes(name) || random.chance(depth > 4 ? 0.05 : 0.4));
  const own = taken.map(([name, part]) => [name, valueFor(part, random, depth + 1)]);
  const isOpen = additionalProperties !== false && random.chance(0.2);
  return Object.fromEntries(isOpen ? [...own, ["ownField", valueFor(additionalProperties, random, depth + 1)]] : own);
}

function text({ minLength, maxLength, format }: JsonObject, random: Random): string {
  if (format === "email") return `user${random.int(1, 99)}@kurirsamudra.example`;
  if (format === "date") return "2026-03-09";
  const least = bound(minLength, 0);
  const length = random.int(least, Math.min(bound(maxLength, least + 20), least + 20));
  return Array.from({ length }, () => random.pick([..."abc 123-_/é漢"])).join("");
}

const bound = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

import type { Schema, SchemaObject } from "./document.ts";
import { isFile } from "./texts.ts";

const annotations = new Set([
  "title",
  "description",
  "default",
  "deprecated",
  "example",
  "examples",
  "readOnly",
  "writeOnly",
  "externalDocs",
  "discriminator",
  "xml",
  "contentMediaType",
  "contentEncoding",
  "$comment",
]);
const schemaMaps = new Set(["properties", "patternProperties", "dependentSchemas", "$defs"]);
const schemaLists = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const schemas = new Set([
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
  "not",
  "if",
  "then",
  "else",
]);
const sameValue = new Set(["if", "then", "else", "not"]);

/**
 * The part of a schema that decides what is valid. Annotations would otherwise be copied into the validators. References
 * lead to the names under which the components are registered; a file is described as `FormFile`.
 */
export function essence(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  if (isFile(schema)) return fileSchema(schema);
  const plain = byDiscriminator(schema);
  const kept = Object.entries(plain).filter(([keyword]) => !annotations.has(keyword) && !keyword.startsWith("x-"));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, essenceOf(keyword, value)]));
}

/** The formats that a schema uses, at any depth. */
export function formatsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "format" in value && typeof value.format === "string" ? [value.format] : [];
  return [...own, ...Object.values(value).flatMap(formatsIn)];
}

/**
 * Adds to `found` the schemas whose outcome an `unevaluatedProperties` of `schema` depends on: those that look at the same
 * value. `components` are what references lead to.
 */
export function observed(schema: unknown, components: ReadonlyMap<string, unknown>, found: Set<unknown>): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("unevaluatedProperties" in schema || "unevaluatedItems" in schema) addSameValue(schema, components, found);
  for (const part of Object.values(schema)) observed(part, components, found);
}

function addSameValue(schema: unknown, components: ReadonlyMap<string, unknown>, found: Set<unknown>): void {
  if (typeof schema !== "object" || schema === null || found.has(schema)) return;
  found.add(schema);
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "$ref") addSameValue(components.get(String(value)), components, found);
    else if (schemaLists.has(keyword) || keyword === "dependentSchemas") {
      for (const part of Object.values(value)) addSameValue(part, components, found);
    } else if (sameValue.has(keyword)) addSameValue(value, components, found);
  }
}

function essenceOf(keyword: string, value: unknown): unknown {
  if (keyword === "$ref") return componentName(String(value));
  // Boundary: the lint has checked that schemas stand where JSON Schema wants schemas.
  if (schemas.has(keyword)) return essence(value as Schema);
  if (schemaLists.has(keyword)) return (value as Schema[]).map(essence);
  if (!schemaMaps.has(keyword)) return value;
  return Object.fromEntries(Object.entries(value as Record<string, Schema>).map(([key, one]) => [key, essence(one)]));
}

/** `#/components/schemas/Hub` → `Hub`. The bundle has no other references between schemas. */
function componentName(reference: string): string {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
  if (name === undefined) throw new Error(`The reference ${reference} does not lead to a component.`);
  return name;
}

/**
 * A choice by a discriminator becomes one condition per value, so that a wrong value is reported against the one branch
 * that it means and not against all of them.
 */
function byDiscriminator(schema: SchemaObject): SchemaObject {
  const { discriminator, oneOf, ...rest } = schema;
  if (discriminator?.mapping === undefined || oneOf === undefined) return schema;
  const tag = discriminator.propertyName;
  const branches = Object.entries(discriminator.mapping).map(([value, $ref]) => ({
    if: { type: "object", required: [tag], properties: { [tag]: { const: value } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { $ref },
  }));
  const known = {
    type: "object",
    required: [tag],
    properties: { [tag]: { enum: Object.keys(discriminator.mapping) } },
  };
  return { ...rest, allOf: [...(rest.allOf ?? []), known, ...branches] };
}

/** Lengths of a file count bytes, as its `size` does. */
function fileSchema({ minLength, maxLength }: SchemaObject): SchemaObject {
  const size = {
    type: "integer",
    ...(minLength === undefined ? {} : { minimum: minLength }),
    ...(maxLength === undefined ? {} : { maximum: maxLength }),
  };
  return {
    type: "object",
    required: ["filename", "contentType", "size"],
    properties: { filename: { type: "string" }, contentType: { type: "string" }, size },
  };
}

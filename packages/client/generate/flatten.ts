import { type Document, isReference, type Reference, resolve, type Schema } from "./document.ts";

/**
 * Copies the document with every `allOf` of plain objects merged into one object. `allOf: [HubRow, { required: [name] }]`
 * then reads as one type with a required `name`; openapi-typescript makes `never` of it.
 */
export function flatten(document: Document): Document {
  return copy(document, document);
}

// Boundary: a copy has the type of its original; only an `allOf` is replaced, by a schema of the same meaning.
function copy<T>(document: Document, value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => copy(document, element)) as T;
  const source = "allOf" in value ? (merged(document, value as Schema) ?? value) : value;
  const entries = Object.entries(source).map(([key, child]) => [key, isData(key) ? child : copy(document, child)]);
  return Object.fromEntries(entries) as T;
}

// What these hold is no schema, even if it looks like one.
function isData(key: string): boolean {
  return ["example", "examples", "default", "enum", "const"].includes(key);
}

/** The one object that an `allOf` of plain objects describes; undefined if a member is anything else. */
function merged(document: Document, schema: Schema | Reference): Schema | undefined {
  if (isReference(schema)) return merged(document, resolve(document, schema));
  if (!isPlainObject(schema)) return undefined;
  const { allOf = [], ...own } = schema;
  const result: Schema = { ...own, type: "object", properties: {}, required: [] };
  for (const member of [...allOf.map((part) => merged(document, part)), own]) {
    if (member === undefined) return undefined;
    for (const [name, property] of Object.entries(member.properties ?? {})) {
      const earlier = result.properties?.[name];
      result.properties = { ...result.properties, [name]: earlier === undefined ? property : both(earlier, property) };
    }
    result.required = [...new Set([...(result.required ?? []), ...(member.required ?? [])])];
    if (member.additionalProperties !== undefined) result.additionalProperties = member.additionalProperties;
  }
  return result;
}

function both(first: Schema | Reference, second: Schema | Reference): Schema | Reference {
  return JSON.stringify(first) === JSON.stringify(second) ? first : { allOf: [first, second] };
}

const objectKeywords = new Set(["type", "properties", "required", "additionalProperties", "allOf"]);
const annotations = new Set(["title", "description", "example", "examples", "default", "deprecated", "externalDocs"]);

function isPlainObject(schema: Schema): boolean {
  const keys = Object.keys(schema);
  const describesObject =
    schema.type === "object" || (schema.type === undefined && keys.some((key) => objectKeywords.has(key)));
  return (
    describesObject && keys.every((key) => objectKeywords.has(key) || annotations.has(key) || key.startsWith("x-"))
  );
}

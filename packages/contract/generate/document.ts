import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Paging, QueryRole, Resource } from "../src/types.ts";

/** A JSON Schema of the document, or `true`/`false`. */
export type Schema = boolean | SchemaObject;
export interface SchemaObject {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string; readonly mapping?: Readonly<Record<string, string>> };
}

export interface Reference {
  readonly $ref: string;
}
export interface ParameterObject {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly explode?: boolean;
  readonly style?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly "x-query"?: QueryRole;
}
export interface ExampleObject {
  readonly value: unknown;
}
export interface MediaType {
  readonly schema?: Schema;
  readonly examples?: Readonly<Record<string, ExampleObject | Reference>>;
}
type Content = Readonly<Record<string, MediaType>>;
export interface RequestBody {
  readonly required?: boolean;
  readonly content: Content;
}
export interface ResponseObject {
  readonly content?: Content;
}
export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly [string, ...string[]];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly "x-resource": Resource;
  readonly "x-paging"?: Paging;
}
export interface Document {
  readonly servers: readonly [{ readonly url: string }, ...unknown[]];
  readonly security?: OperationObject["security"];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Reads the bundle. Throws when it has not been built. */
export function readDocument(): Document {
  const file = fileURLToPath(import.meta.resolve("@mileapp/spec/openapi.json"));
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error("The bundled document is missing: run `npm run build` at the top of the repository.");
  }
  // Boundary: the bundle has passed the house rules, which guarantee this shape.
  return JSON.parse(text) as Document;
}

/** What stands behind a reference, or the object itself. Throws when the reference leads nowhere. */
export function resolve<T extends object>(document: Document, object: T | Reference): T {
  if (!("$ref" in object) || typeof object.$ref !== "string") return object as T;
  let target: unknown = document;
  for (const part of object.$ref.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    target = typeof target === "object" && target !== null ? Reflect.get(target, key) : undefined;
  }
  if (target === undefined) throw new Error(`The document has nothing at ${object.$ref}.`);
  // Boundary: a reference of the bundle leads to an object of the kind that may stand in its place.
  return resolve(document, target as T | Reference);
}

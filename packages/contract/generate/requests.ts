import { type Document, type RequestBody, resolve, type Schema, type SchemaObject } from "./document.ts";
import type { Source } from "./operations.ts";
import { bareObject, head } from "./source.ts";
import { Validators } from "./validators.ts";

/** Validators of parameters and bodies. */
export function requestsModule(document: Document, sources: readonly Source[]): string {
  const validators = new Validators(document);
  const parameters = sources
    .filter(({ parameters }) => parameters.length > 0)
    .map((source) => [source.operation.id, validators.add(parametersSchema(source))] as const);
  const bodies = sources.flatMap(({ operation, object }) => {
    if (object.requestBody === undefined) return [];
    const { content } = resolve(document, object.requestBody);
    return [[operation.id, validators.addContent(content)] as const];
  });
  const rows = sources.flatMap(({ operation: { id, resource }, object }) => {
    if (resource.rows === undefined || resource.item === undefined || object.requestBody === undefined) return [];
    return [[id, validators.add(rowSchema(document, resolve(document, object.requestBody), resource.rows))] as const];
  });
  return validators.module([
    `export const parameters = ${bareObject(parameters)};`,
    `export const bodies = ${bareObject(bodies)};`,
    `export const rows = ${bareObject(rows)};`,
  ]);
}

/** What TypeScript sees of them. */
export const requestsTypes = `${head}
import type { Validator } from "../validator.ts";
/** By operation id; operations without parameters have none. They take \`{ path, query }\`. */
export const parameters: Readonly<Record<string, Validator | undefined>>;
/** By operation id and media type. */
export const bodies: Readonly<Record<string, Readonly<Record<string, Validator | undefined>> | undefined>>;
/** Of one row, by operation id; only bulks that answer what became of each row have them. */
export const rows: Readonly<Record<string, Validator | undefined>>;
`;

function parametersSchema({ parameters }: Source): Schema {
  const place = (where: string): Schema => {
    const own = parameters.filter((parameter) => parameter.in === where);
    const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema ?? true]));
    return { type: "object", properties, required: own.filter(({ required }) => required).map(({ name }) => name) };
  };
  return { type: "object", properties: { path: place("path"), query: place("query") } };
}

/** The schema of one element of the array that `x-resource.rows` leads to. */
function rowSchema(document: Document, { content }: RequestBody, pointer: string): Schema {
  let schema = Object.values(content)[0]?.schema;
  for (const name of pointer.split("/").slice(1)) schema = objectOf(document, schema).properties?.[name];
  const { items } = objectOf(document, schema);
  if (items === undefined)
    throw new Error(`x-resource.rows ${pointer} leads to no array whose elements have a schema.`);
  return items;
}

function objectOf(document: Document, schema: Schema | undefined): SchemaObject {
  return typeof schema === "object" ? resolve(document, schema) : {};
}

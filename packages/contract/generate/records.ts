import type { Reference as RecordReference, RecordShape, RequestShape } from "../src/records.ts";
import { type Document, type MediaType, resolve, type Schema, type SchemaObject } from "./document.ts";
import type { Source } from "./operations.ts";

const head = "// Built from the document by generate/main.ts; not to be edited.";

/** The shapes of records and of the requests that write them, for whoever keeps records in memory. */
export function recordsModule(document: Document, sources: readonly Source[]): string {
  const records: Record<string, RecordShape> = {};
  const requests: Record<string, RequestShape> = {};
  for (const source of sources) {
    const { id, resource, answers } = source.operation;
    const record = recordSchema(document, source);
    if (record !== undefined && ["get", "create", "replace", "update", "list"].includes(resource.verb)) {
      records[resource.collection] = merge(records[resource.collection], shapeOf(document, record, resource.verb));
    }
    const body = requestSchema(document, source);
    if (body !== undefined) requests[id] = requestShape(document, body);
    if (answers.length === 0) throw new Error(`${id} has no answers`);
  }
  return [
    head,
    `export const records = ${JSON.stringify(records, null, 1)};`,
    `export const requests = ${JSON.stringify(requests, null, 1)};`,
    "",
  ].join("\n");
}

/** What TypeScript sees of it. */
export const recordsTypes = `${head}
import type { RecordShape, RequestShape } from "../records.ts";
/** By collection. */
export const records: Readonly<Record<string, RecordShape | undefined>>;
/** By operation id. */
export const requests: Readonly<Record<string, RequestShape | undefined>>;
`;

/** The schema of one record in the default success of an operation; undefined where it has none. */
function recordSchema(document: Document, { operation, object }: Source): Schema | undefined {
  const { item } = operation.resource;
  const [success] = operation.answers;
  const response = success === undefined ? undefined : object.responses[success.status];
  if (item === undefined || response === undefined) return undefined;
  const schema = jsonSchema(resolve(document, response).content ?? {});
  const found = item
    .split("/")
    .slice(1)
    .reduce<Schema | undefined>((at, name) => property(document, at, name), schema);
  return operation.resource.verb === "list" ? items(document, found) : found;
}

/** The schema of what a request says of one record: the body, or a row of a bulk. */
function requestSchema(document: Document, { operation, object }: Source): Schema | undefined {
  if (object.requestBody === undefined) return undefined;
  const schema = Object.values(resolve(document, object.requestBody).content)[0]?.schema;
  const { rows } = operation.resource;
  if (rows === undefined) return schema;
  const found = rows
    .split("/")
    .slice(1)
    .reduce<Schema | undefined>((at, name) => property(document, at, name), schema);
  return items(document, found);
}

function jsonSchema(content: Readonly<Record<string, MediaType>>): Schema | undefined {
  return content["application/json"]?.schema;
}

function shapeOf(document: Document, schema: Schema, verb: string): RecordShape {
  const properties = propertiesOf(document, schema);
  const times: Record<string, string> = {};
  for (const [name, part] of properties) {
    const notation = part.map(({ $ref }) => /\/(Datetime[A-Za-z]+)$/.exec($ref ?? "")?.[1]).find(Boolean);
    if (notation !== undefined) times[name] = notation;
  }
  return {
    properties: [...properties.keys()],
    required: verb === "list" ? [] : requiredOf(document, schema),
    times,
    defaults: defaultsOf(document, properties),
  };
}

function requestShape(document: Document, schema: Schema): RequestShape {
  const properties = propertiesOf(document, schema);
  const unique: string[] = [];
  const references: RecordReference[] = [];
  for (const [name, part] of properties) {
    const layers = part.flatMap((one) => layersOf(document, one));
    if (layers.some((layer) => layer["x-unique"] === true)) unique.push(name);
    const reference = layers.map((layer) => layer["x-reference"]).find((found) => found !== undefined);
    // Boundary: a house rule keeps the form of `x-reference`.
    if (reference !== undefined)
      references.push({ ...(reference as Omit<RecordReference, "property">), property: name });
  }
  return { properties: [...properties.keys()], unique, references, defaults: defaultsOf(document, properties) };
}

function defaultsOf(document: Document, properties: ReadonlyMap<string, SchemaObject[]>): Record<string, unknown> {
  const found = [...properties].flatMap(([name, part]) => {
    const layer = part.flatMap((one) => layersOf(document, one)).find((one) => one.default !== undefined);
    return layer === undefined ? [] : [[name, layer.default] as const];
  });
  return Object.fromEntries(found);
}

function merge(known: RecordShape | undefined, found: RecordShape): RecordShape {
  if (known === undefined) return found;
  return {
    properties: [...new Set([...known.properties, ...found.properties])],
    required: [...new Set([...known.required, ...found.required])],
    times: { ...known.times, ...found.times },
    defaults: { ...known.defaults, ...found.defaults },
  };
}

/** A schema with everything it is composed of: what it refers to, and the members of `allOf`. */
function layersOf(document: Document, schema: Schema | undefined): SchemaObject[] {
  if (schema === undefined || typeof schema === "boolean") return [];
  const target =
    schema.$ref === undefined ? [] : layersOf(document, resolve<SchemaObject>(document, { $ref: schema.$ref }));
  return [schema, ...target, ...(schema.allOf ?? []).flatMap((member) => layersOf(document, member))];
}

/** The properties that a schema names, in whatever branch, each with its schemas. */
function propertiesOf(document: Document, schema: Schema | undefined): Map<string, SchemaObject[]> {
  const found = new Map<string, SchemaObject[]>();
  for (const layer of layersOf(document, schema)) {
    for (const [name, value] of Object.entries(layer.properties ?? {})) {
      if (typeof value !== "boolean") found.set(name, [...(found.get(name) ?? []), value]);
    }
    for (const branch of [...(layer.oneOf ?? []), ...(layer.anyOf ?? [])]) {
      for (const [name, parts] of propertiesOf(document, branch)) {
        if (!found.has(name)) found.set(name, parts);
      }
    }
  }
  return found;
}

function requiredOf(document: Document, schema: Schema): string[] {
  const found = new Set<string>();
  for (const layer of layersOf(document, schema)) {
    for (const name of layer.required ?? []) found.add(name);
    const [first = [], ...others] = (layer.oneOf ?? layer.anyOf ?? []).map((branch) => requiredOf(document, branch));
    for (const name of first) if (others.every((list) => list.includes(name))) found.add(name);
  }
  return [...found];
}

function property(document: Document, schema: Schema | undefined, name: string): Schema | undefined {
  return propertiesOf(document, schema).get(name)?.[0];
}

function items(document: Document, schema: Schema | undefined): Schema | undefined {
  return layersOf(document, schema).find((layer) => layer.items !== undefined)?.items;
}

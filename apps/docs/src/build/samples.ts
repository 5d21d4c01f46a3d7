import { curlCommand, type SampleBody, type SampleRequest } from "./curl.ts";
import { isObject, type JsonObject } from "./document.ts";
import { follow } from "./references.ts";

const methods = ["get", "put", "post", "delete", "patch"];

/** Adds to every operation of a bundled document a curl command that works against the server at `baseUrl`. */
export function addSamples(document: JsonObject, baseUrl: string): JsonObject {
  const paths = mapValues(document.paths, (path, item) =>
    mapValues(item, (method, operation) =>
      methods.includes(method) && isObject(operation)
        ? withSample(operation, curlCommand(requestOf(document, baseUrl, path, method, item, operation)))
        : operation,
    ),
  );
  return { ...document, paths };
}

function withSample(operation: JsonObject, source: string): JsonObject {
  const others = listOf(operation["x-codeSamples"]);
  return { ...operation, "x-codeSamples": [...others, { lang: "curl", label: "curl", source }] };
}

/** The request that the document's own examples make: path parameters, required query parameters and body. */
function requestOf(
  document: JsonObject,
  baseUrl: string,
  path: string,
  method: string,
  item: unknown,
  operation: JsonObject,
): SampleRequest {
  const shared = isObject(item) ? listOf(item.parameters) : [];
  const parameters = [...shared, ...listOf(operation.parameters)]
    .map((parameter) => follow(document, parameter))
    .filter((parameter) => parameter !== undefined);
  let target = path;
  const query: [string, string][] = [];
  for (const parameter of parameters) {
    const name = String(parameter.name);
    const value = String(exampleOf(document, parameter) ?? name);
    if (parameter.in === "path") target = target.replaceAll(`{${name}}`, encodeURIComponent(value));
    if (parameter.in === "query" && parameter.required === true) query.push([name, value]);
  }
  return { method: method.toUpperCase(), url: baseUrl + target, query, body: bodyOf(document, operation) };
}

function bodyOf(document: JsonObject, operation: JsonObject): SampleBody | undefined {
  const content = follow(document, operation.requestBody)?.content;
  const [type, media] = Object.entries(isObject(content) ? content : {})[0] ?? [];
  if (type === undefined || !isObject(media)) return undefined;
  return { type, value: exampleOf(document, media), files: filesOf(document, follow(document, media.schema)) };
}

/** Which properties of a form are files, with their media type. */
function filesOf(document: JsonObject, schema: JsonObject | undefined): Map<string, string> {
  const files = new Map<string, string>();
  for (const part of listOf(schema?.allOf)) {
    for (const [name, type] of filesOf(document, follow(document, part))) files.set(name, type);
  }
  for (const [name, property] of Object.entries(isObject(schema?.properties) ? schema.properties : {})) {
    const { format, contentMediaType = "application/octet-stream" } = follow(document, property) ?? {};
    if (format === "binary") files.set(name, String(contentMediaType));
  }
  return files;
}

/** The first example of a parameter or a body, else of its schema, else the schema's default. */
function exampleOf(document: JsonObject, holder: JsonObject): unknown {
  if (holder.example !== undefined) return holder.example;
  const [named] = Object.values(isObject(holder.examples) ? holder.examples : {});
  const value = follow(document, named)?.value;
  if (value !== undefined) return value;
  const schema = follow(document, holder.schema);
  return listOf(schema?.examples)[0] ?? schema?.default;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, change: (key: string, value: unknown) => unknown): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([key, item]) => [key, change(key, item)]),
  );
}

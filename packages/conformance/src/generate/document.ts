import { createRequire } from "node:module";
import type { Operation } from "@mileapp/contract";
import { isObject, type JsonObject, valueAt } from "../life/json.ts";

const bundle: unknown = createRequire(import.meta.url)("@mileapp/spec/openapi.json");

/** The schema of the first media type of an operation's request body; undefined when it takes none. */
export function bodySchema({ path, method }: Operation): JsonObject | undefined {
  const operation = methodsOf(path)[method.toLowerCase()];
  const body = isObject(operation) ? resolve(operation.requestBody) : {};
  const [content] = isObject(body.content) ? Object.values(body.content) : [];
  return isObject(content) && isObject(content.schema) ? resolve(content.schema) : undefined;
}

/** The schemas of an operation's query parameters by name. */
export function querySchemas({ path, method }: Operation): ReadonlyMap<string, JsonObject> {
  const item = methodsOf(path);
  const operation = item[method.toLowerCase()];
  const declared = [item.parameters, isObject(operation) ? operation.parameters : undefined];
  const parameters = declared.flatMap((list) => (Array.isArray(list) ? list : [])).map(resolve);
  return new Map(
    parameters
      .filter((parameter) => parameter.in === "query")
      .map(({ name, schema }) => [String(name), isObject(schema) ? schema : {}]),
  );
}

/** A part of the document, with a reference followed to what it names. */
export function resolve(part: unknown): JsonObject {
  if (!isObject(part)) return {};
  return typeof part.$ref === "string" ? resolve(valueAt(bundle, part.$ref.slice(1))) : part;
}

function methodsOf(path: string): JsonObject {
  const paths = isObject(bundle) && isObject(bundle.paths) ? bundle.paths : {};
  return resolve(paths[path]);
}

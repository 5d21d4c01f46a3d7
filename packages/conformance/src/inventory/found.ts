// Finding operations, and what their requests hold, in the bundle.
import { follow, isObject, isRequired, type Json, type JsonObject, objects, property, stated } from "./schema.ts";

const methods = ["get", "post", "put", "patch", "delete"];

/** An operation or an event of the document. */
export interface Found {
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly object: JsonObject;
  /** Its own and those of its path, with references followed. */
  readonly parameters: readonly JsonObject[];
}

/** All operations of the document, or all events that it sends. */
export function operationsOf(document: JsonObject, section: "paths" | "webhooks"): Found[] {
  const items = document[section];
  return Object.entries(isObject(items) ? items : {}).flatMap(([path, written]) => {
    const item = follow(document, written);
    return methods.flatMap((method) => {
      const object = item[method];
      if (!isObject(object)) return [];
      const parameters = [...objects(item.parameters), ...objects(object.parameters)].map((one) =>
        follow(document, one),
      );
      return [{ method: method.toUpperCase(), path, object, parameters }];
    });
  });
}

/** The schemas of a request body, one per media type. */
export function bodySchemas(document: JsonObject, operation: JsonObject): Json[] {
  const { content } = follow(document, operation.requestBody);
  return Object.values(isObject(content) ? content : {}).flatMap((media) =>
    isObject(media) && media.schema !== undefined ? [media.schema] : [],
  );
}

/** The schemas at a way such as `tasks[].hubId`, and whether the last object on it requires the property. */
export function propertyAt(
  document: JsonObject,
  schemas: readonly Json[],
  way: string,
): { schemas: Json[]; required: boolean } {
  let found = [...schemas];
  let required = false;
  for (const step of way.split(".")) {
    const name = step.replace(/\[\]$/, "");
    const holders = found;
    found = holders.flatMap((schema) => property(document, schema, name));
    required = holders.every((schema) => isRequired(document, schema, name));
    if (step.endsWith("[]")) found = found.flatMap((schema) => stated(document, schema, "items"));
  }
  return { schemas: found, required };
}

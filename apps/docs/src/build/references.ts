import { isObject, type JsonObject } from "./document.ts";

/** Follows `$ref`s inside a bundled document until there is an object, or nothing at the end of them. */
export function follow(document: JsonObject, value: unknown): JsonObject | undefined {
  let target = value;
  while (isObject(target) && typeof target.$ref === "string") target = at(document, target.$ref);
  return isObject(target) ? target : undefined;
}

/** The value that a reference like `#/components/examples/HubOne` points to. */
function at(document: JsonObject, reference: string): unknown {
  const keys = reference.replace(/^#\//, "").split("/");
  return keys
    .map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), document);
}

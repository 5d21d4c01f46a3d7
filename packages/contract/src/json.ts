/** Any JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a value is an object with properties: no array, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value that a JSON pointer leads to (RFC 6901), or undefined. */
export function valueAt(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

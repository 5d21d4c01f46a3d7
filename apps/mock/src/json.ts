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

/** A copy of a value in which a JSON pointer leads to something else. The pointer must lead somewhere already. */
export function withValueAt(value: unknown, pointer: string, replacement: unknown): unknown {
  const [name, ...rest] = pointer.split("/").slice(1);
  if (name === undefined) return replacement;
  const inner = withValueAt(valueAt(value, `/${name}`), rest.map((part) => `/${part}`).join(""), replacement);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(isObject(value) ? value : {}), [name]: inner };
}

/** A copy of an object without some of its properties. */
export function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

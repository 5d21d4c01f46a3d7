import { isObject, type JsonObject, valueAt } from "@mileapp/contract";

export { isObject, type JsonObject, valueAt };

/** What a list holds; nothing when the value is no list. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The objects in a list; none when the value is no list. */
export function objectsIn(value: unknown): readonly JsonObject[] {
  return listIn(value).filter(isObject);
}

/** What a list holds, as texts; none when the value is no list. */
export function textsIn(value: unknown): readonly string[] {
  return listIn(value).map(String);
}

/**
 * Text that is put together, as one piece: JavaScript otherwise keeps the parts, and JSON.stringify then takes twice as long
 * for the whole object that holds it.
 */
export function inOnePiece(...parts: readonly string[]): string {
  return parts.join("");
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

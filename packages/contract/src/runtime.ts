// What the compiled validators need when they run, under the names that Ajv gives it.

/** Length in characters: a pair of surrogates counts once, as JSON Schema wants it. */
export function ucs2length(text: string): number {
  let length = text.length;
  for (let at = 1; at < text.length; at++) {
    if (isBetween(text.charCodeAt(at), 0xdc00, 0xdfff) && isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff)) length--;
  }
  return length;
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function equal(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && equal(Reflect.get(one, key), Reflect.get(other, key)));
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last;
}

import { isRecord, type Place } from "./place.ts";

export type Kind = "array" | "object" | "other";

/** A schema and all that holds together with it: what it refers to, and the members of its `allOf`. */
export function parts(schema: Place, seen = new Set<unknown>()): Place[] {
  if (seen.has(schema.value)) return [];
  seen.add(schema.value);
  return [...schema.siblings, schema].flatMap((layer) => [
    layer,
    ...(layer.get("allOf")?.items() ?? []).flatMap((member) => parts(member, seen)),
  ]);
}

/** The branches of which a value matches one (`oneOf`, `anyOf`), without `null`. */
export function alternatives(schema: Place): Place[] {
  return parts(schema)
    .flatMap((part) => [...(part.get("oneOf")?.items() ?? []), ...(part.get("anyOf")?.items() ?? [])])
    .filter((branch) => branch.get("type")?.value !== "null");
}

/** The values that a schema states for a keyword, from the outermost to the innermost of its parts. */
export function stated(schema: Place, keyword: string): unknown[] {
  const own = parts(schema).flatMap((part) => part.get(keyword)?.value ?? []);
  return own.length > 0 ? own : alternatives(schema).flatMap((branch) => stated(branch, keyword));
}

/**
 * The schemas of a property: several when parts or branches each say something about it, none when a branch
 * does not know it.
 */
export function property(schema: Place, name: string): Place[] {
  const own = parts(schema).flatMap((part) => part.get("properties")?.get(name) ?? []);
  if (own.length > 0) return own;
  const branches = alternatives(schema).map((branch) => property(branch, name));
  return branches.some((found) => found.length === 0) ? [] : branches.flat();
}

/** The schemas of the value that a JSON pointer leads to (RFC 6901); none when it can lead nowhere. */
export function find(schema: Place, pointer: string): Place[] {
  let found = [schema];
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const next = found.map((place) => property(place, name));
    if (next.every((places) => places.length === 0)) return [];
    found = next.flat();
  }
  return found;
}

/** What a value of these schemas is; undefined when they do not say or do not agree. */
export function kindOf(...schemas: Place[]): Kind | undefined {
  const kinds = new Set(schemas.map(ownKind).filter((kind) => kind !== undefined));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}

function ownKind(schema: Place): Kind | undefined {
  const all = parts(schema);
  const types = all.flatMap((part) => part.get("type")?.value ?? []).filter((type) => type !== "null");
  if (types.length > 0) {
    if (types.every((type) => type === "array")) return "array";
    return types.every((type) => type === "object") ? "object" : "other";
  }
  if (all.some((part) => part.get("properties"))) return "object";
  if (all.some((part) => part.get("items"))) return "array";
  return kindOf(...alternatives(schema));
}

/** What the elements of an array are. */
export function itemsOf(schema: Place): Place[] {
  const own = parts(schema).flatMap((part) => part.get("items") ?? []);
  return own.length > 0 ? own : alternatives(schema).flatMap(itemsOf);
}

/** The schemas directly inside a schema and how messages call the way there: `.name`, `[]`, `.*`. */
export function children(schema: Place): [step: string, child: Place][] {
  return parts(schema).flatMap((part): [string, Place][] => {
    const found: [string, Place | undefined][] = [
      ...(part.get("properties")?.fields() ?? []).map(([name, place]): [string, Place] => [`.${name}`, place]),
      ["[]", part.get("items")],
      [".*", part.get("additionalProperties")],
    ];
    return found.flatMap(([step, place]) => (place && isRecord(place.value) ? [[step, place]] : []));
  });
}

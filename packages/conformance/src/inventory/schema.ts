// Reading schemas of the bundle: through references, allOf, oneOf and anyOf.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function objects(value: Json | undefined): JsonObject[] {
  return isList(value) ? value.filter(isObject) : [];
}

/** The object that stands here or that the reference here leads to; an empty one when there is none. */
export function follow(document: JsonObject, value: Json | undefined): JsonObject {
  if (!isObject(value)) return {};
  if (typeof value.$ref !== "string") return value;
  const target = value.$ref
    .slice(2)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), document);
  return follow(document, target);
}

/** A schema with what stands beside its reference and in its allOf. */
export function layers(document: JsonObject, schema: Json | undefined): JsonObject[] {
  if (!isObject(schema)) return [];
  const target = typeof schema.$ref === "string" ? layers(document, follow(document, schema)) : [];
  return [schema, ...target, ...objects(schema.allOf).flatMap((member) => layers(document, member))];
}

function branches(document: JsonObject, schema: Json | undefined): JsonObject[] {
  return layers(document, schema).flatMap((layer) => [...objects(layer.oneOf), ...objects(layer.anyOf)]);
}

/** Every value that the schema or a branch of it states for a keyword. */
export function stated(document: JsonObject, schema: Json | undefined, keyword: string): Json[] {
  const own = layers(document, schema).flatMap((layer) => (layer[keyword] === undefined ? [] : [layer[keyword]]));
  return [...own, ...branches(document, schema).flatMap((branch) => stated(document, branch, keyword))];
}

/** The values that a schema allows where it lists them, over all branches and without null. */
export function choices(document: JsonObject, schema: Json | undefined): Json[] {
  const listed = stated(document, schema, "enum").flatMap((values) => (isList(values) ? values : []));
  const all = [...listed, ...stated(document, schema, "const")];
  return [...new Set(all)].filter((value) => value !== null);
}

/** The schemas of a property, in whatever branch. */
export function property(document: JsonObject, schema: Json | undefined, name: string): Json[] {
  const own = layers(document, schema).flatMap((layer) => {
    const found = isObject(layer.properties) ? layer.properties[name] : undefined;
    return found === undefined ? [] : [found];
  });
  return [...own, ...branches(document, schema).flatMap((branch) => property(document, branch, name))];
}

/** Whether a value can't do without the property: some layer says so, or every branch. */
export function isRequired(document: JsonObject, schema: Json | undefined, name: string): boolean {
  const own = layers(document, schema);
  if (own.some((layer) => isList(layer.required) && layer.required.includes(name))) return true;
  return own.some((layer) =>
    [objects(layer.oneOf), objects(layer.anyOf)].some(
      (list) => list.length > 0 && list.every((branch) => isRequired(document, branch, name)),
    ),
  );
}

import { isObject, type JsonObject, valueAt } from "./json.ts";

/**
 * The smallest document that still describes one operation: its path item with that method only, and the components it
 * leads to. Prism takes seconds to read the whole document and milliseconds to read such a part.
 */
export function partFor(document: JsonObject, path: string, method: string): JsonObject {
  const item = valueAt(document.paths, pointerTo(path));
  if (!isObject(item)) throw new Error(`The document has no path ${path}.`);
  const { parameters, [method]: operation } = item;
  const own = { ...(parameters === undefined ? {} : { parameters }), [method]: operation };
  const { openapi, info, servers, security } = document;
  const components: Record<string, Record<string, unknown>> = { securitySchemes: securitySchemes(document) };
  collect(document, own, components);
  return { openapi, info, servers, security, paths: { [path]: own }, components };
}

function pointerTo(path: string): string {
  return `/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function securitySchemes(document: JsonObject): Record<string, unknown> {
  const found = valueAt(document, "/components/securitySchemes");
  return isObject(found) ? { ...found } : {};
}

/** Adds the components that a value refers to, and those that they refer to. */
function collect(document: JsonObject, value: unknown, components: Record<string, Record<string, unknown>>): void {
  if (typeof value !== "object" || value === null) return;
  if ("$ref" in value && typeof value.$ref === "string") {
    const [kind, name] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(value.$ref)?.slice(1) ?? [];
    if (kind === undefined || name === undefined) throw new Error(`The reference ${value.$ref} leads to no component.`);
    components[kind] ??= {};
    const known = components[kind];
    if (!Object.hasOwn(known, name)) {
      known[name] = valueAt(document, `/components/${kind}/${name}`);
      collect(document, known[name], components);
    }
  }
  for (const inner of Object.values(value)) collect(document, inner, components);
}

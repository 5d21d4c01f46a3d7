import { docComment } from "./comment.ts";
import { type Document, resolve, type Schema } from "./document.ts";
import { flatten } from "./flatten.ts";
import type { Group } from "./operations.ts";
import { signatureOf } from "./signature.ts";

/**
 * Source text with the types of the document by name: those of its schemas, and those that an operation alone has. They
 * are interfaces where TypeScript allows it: an editor then shows `Hub` instead of all that is in it.
 */
export function emitModels(document: Document, groups: Group[]): string {
  const flat = flatten(document);
  const schemas = Object.entries(flat.components.schemas).map(([name, value]) => {
    const schema = resolve(flat, value);
    return docComment([schema.description ?? ""]) + declaration(name, `schemas["${name}"]`, isObject(schema));
  });
  const aliases = groups.flatMap((group) => group.operations.flatMap((operation) => signatureOf(operation).aliases));
  const own = aliases.map(({ name, description, source }) => {
    return docComment([description]) + declaration(name, source, name.endsWith("Query"));
  });
  const head = 'import type { components, operations } from "./types.ts";\n\ntype schemas = components["schemas"];\n';
  const helper = "// Lower-case, so that no type of the document can have the same name.\ntype named<T> = T;\n\n";
  return head + helper + [...schemas, ...own].join("\n");
}

// An interface can extend a named type only, so `named` gives a name to what has none.
function declaration(name: string, source: string, asInterface: boolean): string {
  return asInterface ? `export interface ${name} extends named<${source}> {}\n` : `export type ${name} = ${source};\n`;
}

function isObject(schema: Schema): boolean {
  return schema.type === "object" && !["allOf", "anyOf", "oneOf", "enum", "const"].some((keyword) => keyword in schema);
}

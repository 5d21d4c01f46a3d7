// The only module that knows openapi-typescript, and the TypeScript 5 that it needs.
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { Document } from "./document.ts";
import { flatten } from "./flatten.ts";

/** Source text with the types of all that the document describes: `paths`, `components`, `operations`. */
export async function emitTypes(document: Document): Promise<string> {
  // Boundary: two views of the same document, ours and the one of openapi-typescript.
  const source = flatten(document) as unknown as OpenAPI3;
  const nodes = await openapiTS(source, {
    // A default is what the server fills in; the caller may leave the property out.
    defaultNonNullable: false,
    // An object without properties holds anything, rather than nothing.
    emptyObjectsUnknown: true,
    transform: (schema) => (isFile(schema) ? ts.factory.createTypeReferenceNode("Blob") : undefined),
  });
  return astToString(nodes);
}

/** A part of a form that is a file: `format: binary`, or a media type without an encoding into text (OpenAPI 3.1). */
export function isFile(schema: object): boolean {
  return (
    ("format" in schema && schema.format === "binary") ||
    ("contentMediaType" in schema && !("contentEncoding" in schema))
  );
}

import type { Operation } from "@mileapp/contract";
import { bodySchema, resolve } from "./generate/document.ts";

/** What a file of each media type is called; a server goes by the name as much as by the type. */
const extensions: Readonly<Record<string, string>> = {
  "text/javascript": "js",
  "image/svg+xml": "svg",
  "image/jpeg": "jpg",
  "application/pkix-cert": "cer",
  "application/octet-stream": "csv",
};

/** Name and media type that the document wants for a file field of an operation. */
export function fileTypeOf(operation: Operation, field: string): { readonly name: string; readonly type: string } {
  const properties = resolve(bodySchema(operation)?.properties);
  const type = String(resolve(properties[field]).contentMediaType ?? "text/plain");
  return { name: `${field}.${extensions[type] ?? "txt"}`, type };
}

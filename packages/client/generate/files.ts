import type { Document } from "./document.ts";
import { emitErrors } from "./errors.ts";
import { emitFacade } from "./facade.ts";
import { emitModels } from "./models.ts";
import { groupsOf } from "./operations.ts";
import { emitResource } from "./resources.ts";
import { emitTypes } from "./types.ts";

/**
 * All generated files: their path below `src/generated/`, and their text.
 * @throws DocumentError when no client can be made of the document.
 */
export async function generatedFiles(document: Document): Promise<Map<string, string>> {
  const groups = groupsOf(document);
  const files = new Map([
    ["types.ts", await emitTypes(document)],
    ["models.ts", emitModels(document, groups)],
    ["errors.ts", emitErrors(document)],
    ["index.ts", emitFacade(document, groups)],
    ...groups.map((group): [string, string] => [`resources/${group.name}.ts`, emitResource(document, group)]),
  ]);
  const title = "// Generated from the OpenAPI document. Do not edit.\n\n";
  return new Map([...files].map(([path, text]) => [path, title + text]));
}

import { docComment } from "./comment.ts";
import { type Document, DocumentError } from "./document.ts";
import type { Group } from "./operations.ts";

/** Source text of what ties the groups together. */
export function emitFacade(document: Document, groups: Group[]): string {
  const url = document.servers[0]?.url;
  if (url === undefined)
    throw new DocumentError("`servers` is empty; the client takes its default address from there.");
  const imports = groups.map(({ name, className }) => `import { ${className} } from "./resources/${name}.ts";\n`);
  const properties = groups.map(({ name, className, description }) => {
    return `${docComment([description], "  ")}  readonly ${name}: ${className};\n`;
  });
  const instances = groups.map(({ name, className }) => `    ${name}: new ${className}(send),\n`);
  return `import type { Send } from "../send.ts";
${imports.join("")}
/** Where the API is, unless the caller says otherwise. */
export const defaultBaseUrl = ${JSON.stringify(url)};

/** The resources of the API. */
export interface Groups {
${properties.join("\n")}}

/** The resources of the API, all on the same \`send\`. */
export function createGroups(send: Send): Groups {
  return {
${instances.join("")}  };
}
`;
}

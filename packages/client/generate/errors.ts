import { docComment } from "./comment.ts";
import { componentName, type Document, operationsOf } from "./document.ts";

/**
 * Source text with a class for each error status, named by the response component that most operations document it
 * with: 404 by `NotFound` is `NotFoundError`.
 */
export function emitErrors(document: Document): string {
  const named = [...namesByStatus(document)].sort(([first], [second]) => Number(first) - Number(second));
  const classes = [...Map.groupBy(named, ([, name]) => name)].map(([name, uses]) => {
    const description = document.components.responses?.[name]?.description ?? "";
    return emitClass(className(name), `Status ${uses.map(([status]) => status).join(", ")}. ${description}`);
  });
  const entries = named.map(([status, name]) => `  ${status}: ${className(name)},\n`).join("");
  return `import { ApiError } from "../errors/api-error.ts";

${classes.join("\n")}
/** The class of the error for a status. */
export const errorsByStatus: Readonly<Record<number, typeof ApiError>> = {
${entries}};
`;
}

function namesByStatus(document: Document): Map<string, string> {
  const uses = new Map<string, string[]>();
  for (const { operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const name = componentName(response);
      if (/^[345]\d\d$/.test(status) && name !== undefined) uses.set(status, [...(uses.get(status) ?? []), name]);
    }
  }
  return new Map([...uses].map(([status, names]) => [status, mostFrequent(names)]));
}

function mostFrequent(names: string[]): string {
  const counted = [...Map.groupBy(names, (name) => name)].sort(([, first], [, second]) => second.length - first.length);
  return counted[0]?.[0] ?? "";
}

function className(name: string): string {
  return name.endsWith("Error") ? name : `${name}Error`;
}

function emitClass(name: string, description: string): string {
  return `${docComment([description])}export class ${name} extends ApiError {
  static {
    ${name}.prototype.name = "${name}";
  }
}
`;
}

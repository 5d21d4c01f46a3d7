import type { Operation } from "../src/types.ts";
import { Constants, head } from "./source.ts";

/** The table of operations. JavaScript like the rest, because stripping types from it at each start takes its time. */
export function operationsModule(basePath: string, operations: readonly Operation[]): string {
  const answers = new Constants("answer");
  const parameters = new Constants("parameter");
  const rows = operations.map((operation) => {
    const { answers: answersOf, parameters: parametersOf, ...rest } = operation;
    const own = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const shared = [`parameters: ${parameters.names(parametersOf)}`, `answers: ${answers.names(answersOf)}`];
    return `  { ${[...own, ...shared].join(", ")} },`;
  });
  return [
    head,
    ...answers.lines(),
    ...parameters.lines(),
    `export const basePath = ${JSON.stringify(basePath)};`,
    `export const operations = [\n${rows.join("\n")}\n];`,
    "",
  ].join("\n");
}

/** What TypeScript sees of it. */
export function operationsTypes(operations: readonly Operation[]): string {
  return [
    head,
    'import type { Operation } from "../types.ts";',
    "/** Path of the base URL. */",
    "export const basePath: string;",
    "/** Ids of all operations. */",
    `export type OperationId =\n${operations.map(({ id }) => `  | ${JSON.stringify(id)}`).join("\n")};`,
    "/** All operations, in the order of the document. */",
    "export const operations: readonly Operation[];",
    "",
  ].join("\n");
}

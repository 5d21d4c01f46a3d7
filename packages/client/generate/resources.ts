import { docComment } from "./comment.ts";
import type { Document } from "./document.ts";
import { exampleCall } from "./example.ts";
import type { Group, Operation } from "./operations.ts";
import { type Signature, signatureOf } from "./signature.ts";

/** Source text of one group: a class with a method per operation. */
export function emitResource(document: Document, group: Group): string {
  const operations = group.operations.map((operation) => ({ operation, signature: signatureOf(operation) }));
  const models = [...new Set(operations.flatMap(({ signature }) => signature.imports))].sort();
  const methods = operations.map(({ operation, signature }) => emitMethod(document, group, operation, signature));
  return [
    'import type { RequestOptions, Send } from "../../send.ts";\n',
    models.length === 0
      ? ""
      : `import type {\n${models.map((name) => `  ${name},\n`).join("")}} from "../models.ts";\n`,
    `\n${docComment([group.description])}`,
    `export class ${group.className} {\n`,
    "  readonly #send: Send;\n\n",
    "  constructor(send: Send) {\n    this.#send = send;\n  }\n\n",
    methods.join("\n"),
    "}\n",
  ].join("");
}

function emitMethod(document: Document, group: Group, operation: Operation, signature: Signature): string {
  const example = `@example\n${exampleCall(document, group, operation)}\n`;
  const throws = `@throws ApiError with status ${operation.errorStatuses.join(", ")}.`;
  const comment = docComment([`${operation.summary}.`, operation.description, `${throws}\n${example}`], "  ");
  const head = `${operation.name}(${parametersOf(operation, signature)}): Promise<${signature.answer}>`;
  return `${comment}  ${head} {\n    ${statementOf(callOf(operation))}\n  }\n`;
}

function statementOf(call: string): string {
  const line = `return this.#send(${call}, options);`;
  return line.length < 116 ? line : `return this.#send(\n      ${call},\n      options,\n    );`;
}

function parametersOf(operation: Operation, { query, body }: Signature): string {
  const queryRequired = operation.queryParameters.some((parameter) => parameter.required);
  // A parameter can be left out only if all that follow it can: else it is given as `undefined`.
  const bodyType = operation.body?.required ? `: ${body}` : queryRequired ? `: ${body} | undefined` : `?: ${body}`;
  return [
    ...operation.pathParameters.map(({ name }) => `${name}: string`),
    ...(body === undefined ? [] : [`body${bodyType}`]),
    ...(query === undefined ? [] : [`query${queryRequired ? "" : "?"}: ${query}`]),
    "options?: RequestOptions",
  ].join(", ");
}

function callOf({ id, method, path, pathParameters, queryParameters, body, answers }: Operation): string {
  const file = answers.some(({ mediaType }) => mediaType !== "" && mediaType !== "application/json");
  const properties = [
    `operation: "${id}"`,
    `method: "${method}"`,
    `path: "${path}"`,
    ...(pathParameters.length === 0 ? [] : [`parameters: { ${pathParameters.map(({ name }) => name).join(", ")} }`]),
    ...(queryParameters.length === 0 ? [] : ["query"]),
    ...(body === undefined ? [] : ["body"]),
    ...(body?.mediaType === "multipart/form-data" ? ['encoding: "multipart"'] : []),
    ...(file ? ['answer: "file"'] : []),
  ];
  return `{ ${properties.join(", ")} }`;
}

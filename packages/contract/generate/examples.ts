import type { ExampleObject, MediaType } from "./document.ts";
import { type Document, resolve } from "./document.ts";
import { mediaTypes, type Source } from "./operations.ts";

const head = "// Built from the document by generate/main.ts; not to be edited.";

/** The documented example of every request and every success. */
export function examplesModule(document: Document, sources: readonly Source[]): string {
  const rows = sources.map(({ operation, object, parameters }) => {
    const required = parameters.filter((parameter) => parameter.required === true);
    for (const { name, example } of required) {
      if (example === undefined) throw new Error(`${operation.id}: the required parameter ${name} has no example.`);
    }
    const given = (place: string) =>
      Object.fromEntries(required.filter((one) => one.in === place).map((one) => [one.name, one.example]));
    const body = object.requestBody === undefined ? {} : resolve(document, object.requestBody).content;
    const successes = operation.answers.filter(({ success }) => success);
    const answers = successes.map(({ status }) => {
      const response = object.responses[status];
      return [status, named(document, response === undefined ? {} : (resolve(document, response).content ?? {}))];
    });
    const row = {
      path: given("path"),
      query: given("query"),
      requests: named(document, body),
      answers: Object.fromEntries(answers),
    };
    return `  ${operation.id}: ${JSON.stringify(row)},`;
  });
  return [head, `export const examples = {\n${rows.join("\n")}\n};`, ""].join("\n");
}

/** What TypeScript sees of it. */
export const examplesTypes = `${head}
import type { OperationExamples } from "../examples.ts";
/** By operation id. */
export const examples: Readonly<Record<string, OperationExamples | undefined>>;
`;

function named(document: Document, content: Readonly<Record<string, MediaType>>) {
  const types = mediaTypes(content);
  return Object.values(content).flatMap((media, index) =>
    Object.entries(media.examples ?? {}).map(([name, example]) => ({
      name,
      contentType: types[index],
      value: resolve<ExampleObject>(document, example).value,
    })),
  );
}

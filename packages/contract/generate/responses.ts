import { type Document, resolve } from "./document.ts";
import type { Source } from "./operations.ts";
import { bareObject, Constants, head } from "./source.ts";
import { Validators } from "./validators.ts";

/** Validators of JSON answers. */
export function responsesModule(document: Document, sources: readonly Source[]): string {
  const validators = new Validators(document);
  const contents = new Constants("content");
  const answers = sources.map(({ operation, object }) => {
    const statuses = Object.entries(object.responses).map(([status, response]) => {
      const { content } = resolve(document, response);
      const json = Object.fromEntries(Object.entries(content ?? {}).filter(([type]) => type.includes("json")));
      return [Number(status), contents.name(validators.addContent(json))] as const;
    });
    return [operation.id, bareObject(statuses)] as const;
  });
  const errorBody = validators.add({ $ref: "#/components/schemas/ErrorBody" });
  return validators.module([
    ...contents.lines(),
    `export const answers = ${bareObject(answers)};`,
    `export const errorBody = ${errorBody};`,
  ]);
}

/** What TypeScript sees of them. */
export const responsesTypes = `${head}
import type { Validator } from "../validator.ts";
type ByStatus = Readonly<Record<number, Readonly<Record<string, Validator | undefined>> | undefined>>;
/** By operation id, status and media type. */
export const answers: Readonly<Record<string, ByStatus | undefined>>;
/** The body of every error. */
export const errorBody: Validator;
`;

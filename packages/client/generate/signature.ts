import { componentName } from "./document.ts";
import { pascalCase } from "./names.ts";
import type { Operation } from "./operations.ts";

/** A type that stands in no component. */
export interface Alias {
  readonly name: string;
  readonly description: string;
  /** Where types.ts has it. */
  readonly source: string;
}

/** The named types that an operation's method speaks of. */
export interface Signature {
  readonly query: string | undefined;
  readonly body: string | undefined;
  /** `HubResponse`; a union where the success statuses differ; `Blob` for a file; `undefined` for nothing. */
  readonly answer: string;
  readonly aliases: Alias[];
  /** All that the method needs from models.ts. */
  readonly imports: string[];
}

const builtIn = new Set(["Blob", "undefined"]);

/** Names the types of an operation: by their component, or else by the operation, as in `ListHubsQuery`. */
export function signatureOf(operation: Operation): Signature {
  const { id, body } = operation;
  const place = `operations["${id}"]`;
  const aliases: Alias[] = [];
  const ownName = (suffix: string, source: string): string => {
    const alias = { name: pascalCase(id) + suffix, description: `${suffix} of \`${id}\`.`, source };
    aliases.push(alias);
    return alias.name;
  };

  const queryType =
    operation.queryParameters.length === 0
      ? undefined
      : ownName("Query", `NonNullable<${place}["parameters"]["query"]>`);
  const bodyType =
    body &&
    (componentName(body.content.schema) ??
      ownName("Body", `NonNullable<${place}["requestBody"]>["content"]["${body.mediaType}"]`));
  const answerTypes = operation.answers.map(({ status, mediaType, content }) => {
    if (mediaType === "") return "undefined";
    if (mediaType !== "application/json") return "Blob";
    const source = `${place}["responses"][${status}]["content"]["application/json"]`;
    return componentName(content.schema) ?? ownName(`Answer${status}`, source);
  });

  const answers = [...new Set(answerTypes)];
  const named = [queryType, bodyType, ...answers].filter((name) => name !== undefined);
  return {
    query: queryType,
    body: bodyType,
    answer: answers.join(" | ") || "undefined",
    aliases,
    imports: named.filter((name) => !builtIn.has(name)),
  };
}

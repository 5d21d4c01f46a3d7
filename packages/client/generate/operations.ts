import {
  type Document,
  DocumentError,
  type Located,
  type MediaType,
  operationsOf,
  type Parameter,
  resolve,
  type Tag,
} from "./document.ts";
import { methodName, pascalCase } from "./names.ts";

/** The operations of one tag: `mile.hubs`. */
export interface Group {
  readonly name: string;
  readonly className: string;
  readonly description: string;
  readonly operations: Operation[];
}

/** One operation as the client sees it. */
export interface Operation {
  readonly id: string;
  /** Name of the method within the group: `list`. */
  readonly name: string;
  /** In capitals, as it is sent. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** In the order of the path. */
  readonly pathParameters: Parameter[];
  readonly queryParameters: Parameter[];
  readonly body: { readonly required: boolean; readonly mediaType: string; readonly content: MediaType } | undefined;
  /** What a success holds; a media type other than JSON is a file. */
  readonly answers: { readonly status: string; readonly mediaType: string; readonly content: MediaType }[];
  readonly errorStatuses: string[];
}

/**
 * The groups of the document, in the order of its tags.
 * @throws DocumentError when an operation has no group, or two would have the same name.
 */
export function groupsOf(document: Document): Group[] {
  const located = operationsOf(document);
  const tags = new Set(document.tags.map((tag) => tag.name));
  const lost = located.find(({ operation }) => !tags.has(operation.tags?.[0] ?? ""));
  if (lost !== undefined)
    throw new DocumentError(`${lost.operation.operationId}: its first tag is not among \`tags\`.`);
  // A tag that only webhooks have is no group: the client calls none of them.
  const used = new Set(located.map(({ operation }) => operation.tags?.[0]));
  const groups = document.tags.filter((tag) => used.has(tag.name)).map((tag) => group(document, tag, located));
  refuseDuplicates(groups, (clash) => `Two tags have the group name "${clash}". Change one \`x-group\`.`);
  const http = groups.find(({ name }) => name === "http");
  if (http !== undefined) throw new DocumentError('The group name "http" is taken by the client itself.');
  return groups;
}

function group(document: Document, tag: Tag, located: Located[]): Group {
  const naming = tag["x-group"];
  if (naming === undefined)
    throw new DocumentError(`Tag "${tag.name}" needs \`x-group\`: its name and nouns in the client.`);
  const operations = located
    .filter(({ operation }) => operation.tags?.[0] === tag.name)
    .map((place) => readOperation(document, place, methodName(place.operation.operationId, naming)));
  refuseDuplicates(operations, (clash, [first, second]) => {
    const ids = `${first?.id} and ${second?.id}`;
    return `In "${naming.name}", ${ids} would both be called "${clash}". Change an operation id or the nouns in \`x-group\`.`;
  });
  return { name: naming.name, className: pascalCase(naming.name), description: tag.description ?? "", operations };
}

function readOperation(document: Document, { method, path, item, operation }: Located, name: string): Operation {
  const id = operation.operationId;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((p) => resolve(document, p));
  const pathNames = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, parameter = ""]) => parameter);
  const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  const requestBody = operation.requestBody && resolve(document, operation.requestBody);
  for (const parameter of parameters) refuseUnsupported(id, parameter);
  return {
    id,
    name,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? id,
    description: operation.description ?? "",
    pathParameters: pathNames.map((pathName) => {
      const parameter = parameters.find((candidate) => candidate.in === "path" && candidate.name === pathName);
      if (parameter === undefined) throw new DocumentError(`${id}: the path parameter "${pathName}" is not described.`);
      return parameter;
    }),
    queryParameters: parameters.filter((parameter) => parameter.in === "query"),
    body: requestBody && { required: requestBody.required === true, ...preferJson(requestBody.content) },
    answers: answers.map(([status, response]) => ({
      status,
      ...preferJson(resolve(document, response).content ?? {}),
    })),
    errorStatuses: Object.keys(operation.responses).filter((status) => !status.startsWith("2")),
  };
}

function preferJson(content: Record<string, MediaType>): { mediaType: string; content: MediaType } {
  const mediaType = "application/json" in content ? "application/json" : (Object.keys(content)[0] ?? "");
  return { mediaType, content: content[mediaType] ?? {} };
}

// Better no client than one that sends something else than the document says.
function refuseUnsupported(id: string, { name, in: place, style, explode }: Parameter): void {
  const plain =
    (style === undefined || style === "form" || style === "simple") &&
    (explode ?? place === "query") === (place === "query");
  if ((place === "path" || place === "query") && plain) return;
  const advice = "The client takes path and query parameters in their default style.";
  throw new DocumentError(`${id}: it can't send the ${place} parameter "${name}". ${advice}`);
}

function refuseDuplicates<T extends { name: string }>(items: T[], message: (name: string, clash: T[]) => string): void {
  for (const [name, clash] of Map.groupBy(items, (item) => item.name)) {
    if (clash.length > 1) throw new DocumentError(message(name, clash));
  }
}

import type { Answer, Body, ErrorBody, Method, Operation } from "../src/types.ts";
import type {
  Document,
  ExampleObject,
  OperationObject,
  ParameterObject,
  Reference,
  RequestBody,
  ResponseObject,
} from "./document.ts";
import { resolve } from "./document.ts";
import { formFields, parameterRule } from "./texts.ts";

const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** An operation with the object of the document that it was read from. */
export interface Source {
  readonly operation: Operation;
  readonly object: OperationObject;
  readonly parameters: readonly ParameterObject[];
}

/** Reads all operations, in the order of the document. */
export function readOperations(document: Document): Source[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      // Boundary: the house rules guarantee the shape of what stands under a method.
      const object = item[method.toLowerCase()] as OperationObject | undefined;
      if (object === undefined) return [];
      const shared = (item.parameters ?? []) as NonNullable<OperationObject["parameters"]>;
      return [readOperation(document, method, path, object, shared)];
    }),
  );
}

/** The path of the first server's URL, without a slash at the end. */
export function readBasePath(document: Document): string {
  return new URL(document.servers[0].url).pathname.replace(/\/$/, "");
}

/** Media types without parameters, in lower case. */
export function mediaTypes(content: object | undefined): string[] {
  return Object.keys(content ?? {}).map((type) => (type.split(";")[0] ?? type).trim().toLowerCase());
}

function readOperation(
  document: Document,
  method: Method,
  path: string,
  object: OperationObject,
  shared: NonNullable<OperationObject["parameters"]>,
): Source {
  const at = `${method} ${path}`;
  const parameters = mergeParameters([...shared, ...(object.parameters ?? [])].map((one) => resolve(document, one)));
  const security = object.security ?? document.security ?? [];
  const operation: Operation = {
    id: object.operationId,
    method,
    path,
    tag: object.tags[0],
    parameters: parameters.map((parameter) => parameterRule(document, parameter, at)),
    ...(object.requestBody === undefined ? {} : { body: readBody(document, resolve(document, object.requestBody)) }),
    answers: Object.entries(object.responses).map(([status, response]) =>
      readAnswer(document, status, resolve(document, response), at),
    ),
    secured: security.length > 0 && security.every((requirement) => Object.keys(requirement).length > 0),
    resource: object["x-resource"],
    ...(object["x-paging"] === undefined ? {} : { paging: object["x-paging"] }),
  };
  return { operation, object, parameters };
}

/** A parameter of the operation replaces the one of its path with the same name and place. */
function mergeParameters(parameters: readonly ParameterObject[]): ParameterObject[] {
  return [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function readBody(document: Document, body: RequestBody): Body {
  const contents = Object.values(body.content).map(({ schema }, index) => {
    const type = mediaTypes(body.content)[index] ?? "";
    return type === "multipart/form-data" ? { type, fields: formFields(document, schema ?? true) } : { type };
  });
  return { required: body.required === true, contents };
}

function readAnswer(document: Document, status: string, response: ResponseObject, at: string): Answer {
  if (!/^[1-5]\d\d$/.test(status)) {
    throw new Error(`${at}: the answer ${status} is not one status code; write each code out.`);
  }
  const examples = Object.values(response.content ?? {}).flatMap((media) => Object.entries(media.examples ?? {}));
  const success = status.startsWith("2");
  const [, first] = examples[0] ?? [];
  return {
    status: Number(status),
    success,
    contentTypes: mediaTypes(response.content),
    examples: examples.map(([name]) => name),
    ...(!success && first !== undefined && { error: readError(document, first, at) }),
  };
}

function readError(document: Document, example: ExampleObject | Reference, at: string): ErrorBody {
  const { value } = resolve<ExampleObject>(document, example);
  // Boundary: the linter checks every example against its schema, which is that of the error body.
  if (typeof value === "object" && value !== null) return value as ErrorBody;
  throw new Error(`${at}: the example of an error shows no body.`);
}

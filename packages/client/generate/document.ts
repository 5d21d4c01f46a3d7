/** A document that the generator can't build from. The message names the place and what to change. */
export class DocumentError extends Error {}

export interface Reference {
  $ref: string;
}

export interface Schema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema | Reference>;
  required?: string[];
  additionalProperties?: boolean | Schema | Reference;
  allOf?: (Schema | Reference)[];
  format?: string;
  contentMediaType?: string;
}

export interface Example {
  value?: unknown;
}

export interface MediaType {
  schema?: Schema | Reference;
  examples?: Record<string, Example | Reference>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  example?: unknown;
  style?: string;
  explode?: boolean;
}

export interface RequestBody {
  required?: boolean;
  content: Record<string, MediaType>;
}

export interface Response {
  description: string;
  content?: Record<string, MediaType>;
}

export interface OperationObject {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody | Reference;
  responses: Record<string, Response | Reference>;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;
type Method = (typeof methods)[number];

export type PathItem = { parameters?: (Parameter | Reference)[] } & Partial<Record<Method, OperationObject>>;

export interface Tag {
  name: string;
  description?: string;
  "x-group"?: { name: string; singular: string; plural: string };
}

/** The parts of the bundled OpenAPI document that the generator reads. */
export interface Document {
  servers: { url: string }[];
  tags: Tag[];
  paths: Record<string, PathItem>;
  components: { schemas: Record<string, Schema | Reference>; responses?: Record<string, Response> };
}

export interface Located {
  method: Method;
  path: string;
  item: PathItem;
  operation: OperationObject;
}

/** Every operation of the document, with its place. */
export function operationsOf(document: Document): Located[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path, item, operation }];
    }),
  );
}

/** What a reference within the document points at; anything else is returned as it is. */
export function resolve<T extends object>(document: Document, value: T | Reference): T {
  if (!isReference(value)) return value;
  const steps = value.$ref.replace(/^#\//, "").split("/");
  let target: unknown = document;
  for (const step of steps) target = Reflect.get(Object(target), step.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (target === undefined) throw new DocumentError(`Nothing is at ${value.$ref}.`);
  // Boundary: the document is linted before it is bundled, so a reference leads to what its place asks for.
  return resolve(document, target as T | Reference);
}

/** The last step of a reference: the name of the component. Undefined for what is not a reference. */
export function componentName(value: object | undefined): string | undefined {
  return value !== undefined && isReference(value) ? value.$ref.split("/").at(-1) : undefined;
}

export function isReference(value: object): value is Reference {
  return "$ref" in value;
}

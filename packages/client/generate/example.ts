import { type Document, type Example, type MediaType, type Reference, resolve, type Schema } from "./document.ts";
import type { Group, Operation } from "./operations.ts";
import { isFile } from "./types.ts";

const longest = 24;

/** A call of the operation with the values of the document's examples. A body that would fill a screen is only named. */
export function exampleCall(document: Document, group: Group, operation: Operation): string {
  const values = operation.pathParameters.map(({ name, example }) => literal(example ?? name));
  if (operation.body) values.push(exampleBody(document, operation.body.content));
  const query = exampleQuery(operation);
  if (Object.keys(query).length > 0) values.push(literal(query));
  return `await mile.${group.name}.${operation.name}(${values.join(", ")});`;
}

function exampleBody(document: Document, content: MediaType): string {
  const [first] = Object.values(content.examples ?? {}).map((example: Example | Reference) =>
    resolve(document, example),
  );
  const value = first?.value;
  if (typeof value !== "object" || value === null) return "body";
  const schema: Schema = content.schema ? resolve(document, content.schema) : {};
  const text = literal(withFiles(document, value, schema));
  return text.split("\n").length > longest ? "body" : text;
}

function withFiles(document: Document, value: object, schema: Schema): object {
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => {
    const property = schema.properties?.[name];
    return [name, property !== undefined && isFile(resolve(document, property)) ? new Code("file") : part];
  });
  return Array.isArray(value) ? value : Object.fromEntries(entries);
}

// All that is required, or else the first two that have an example: enough to see how a query is written.
function exampleQuery({ queryParameters }: Operation): object {
  const withExample = queryParameters.filter(({ example }) => example !== undefined);
  const required = queryParameters.filter((parameter) => parameter.required);
  const shown = required.length > 0 ? required : withExample.slice(0, 2);
  return Object.fromEntries(shown.map(({ name, example }) => [name, example ?? name]));
}

class Code {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as TypeScript source, on one line where that is short. */
export function literal(value: unknown, indent = ""): string {
  if (value instanceof Code) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const [open, close, gap] = Array.isArray(value) ? ["[", "]", ""] : ["{", "}", " "];
  const parts = Array.isArray(value)
    ? value.map((element) => literal(element, inner))
    : Object.entries(value).map(([key, child]) => `${propertyName(key)}: ${literal(child, inner)}`);
  const line = parts.length === 0 ? open + close : `${open}${gap}${parts.join(", ")}${gap}${close}`;
  if (line.length + indent.length <= 90 && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close}`;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

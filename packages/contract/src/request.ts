import { bare } from "./bare.ts";
import type { Form, Violation } from "./checks.ts";
import { rows as rowValidators, bodies as validators } from "./generated/requests.js";
import { mediaType } from "./http.ts";
import { valueAt } from "./json.ts";
import { readText } from "./texts.ts";
import type { BodyContent, FormField, Operation } from "./types.ts";
import { none, validate, violation } from "./violations.ts";
import { listed } from "./wording.ts";

/**
 * Checks a parsed body: a JSON value, or a `Form` for multipart. `undefined` is a request without body. What is sent to
 * an operation that takes no body is ignored.
 */
export function checkBody(operation: Operation, contentType: string | undefined, body: unknown): readonly Violation[] {
  if (operation.body === undefined) return none;
  if (body === undefined) return operation.body.required ? [violation("/body", "required", {})] : none;
  const content = findContent(operation, contentType);
  if (content === undefined) return [wrongContentType(operation, contentType)];
  const validator = validators[operation.id]?.[content.type];
  if (validator === undefined) return none;
  const isForm = content.fields !== undefined && typeof body === "object" && body !== null;
  return validate(validator, isForm ? readFields(content.fields, body) : body, "/body");
}

/**
 * Of what `checkBody` has found, what concerns single rows of a bulk that answers what became of each: the violations of
 * every bad row by its index, their pointers beginning at the row (`/body/flow`). Undefined when the body is wrong as a
 * whole.
 */
export function checkRows(
  operation: Operation,
  body: unknown,
  found: readonly Violation[],
): ReadonlyMap<number, readonly Violation[]> | undefined {
  const validator = rowValidators[operation.id];
  const { rows = "" } = operation.resource;
  if (validator === undefined || found.some(({ pointer }) => !pointer.startsWith(`/body${rows}/`))) return undefined;
  const all = valueAt(body, rows);
  if (!Array.isArray(all)) return undefined;
  const checked = all.map((row, index) => [index, validate(validator, row, "/body")] as const);
  return new Map(checked.filter(([, violations]) => violations.length > 0));
}

/** Reads the texts of a multipart body as the types that the operation declares; files stay as they are. */
export function readForm(operation: Operation, form: Form): Readonly<Record<string, unknown>> {
  const fields = operation.body?.contents.find((content) => content.fields !== undefined)?.fields ?? [];
  return readFields(fields, form);
}

function findContent(operation: Operation, contentType: string | undefined): BodyContent | undefined {
  const type = contentType === undefined ? undefined : mediaType(contentType);
  return operation.body?.contents.find((content) => content.type === type);
}

function wrongContentType(operation: Operation, contentType: string | undefined): Violation {
  const allowed = operation.body?.contents.map(({ type }) => type);
  const text = `must be ${listed(allowed)}${contentType === undefined ? "" : `, not ${contentType}`}`;
  return violation("/header/content-type", "contentType", { allowed }, text);
}

/** `form` with its declared fields read; others and wrong kinds of values stay, for the validator to judge. */
function readFields(fields: readonly FormField[], form: object): Readonly<Record<string, unknown>> {
  const values = Object.assign(bare<unknown>(), form);
  for (const field of fields) {
    const value = readField(field, values[field.name]);
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

function readField(field: FormField, sent: unknown): unknown {
  if (sent === undefined) return field.default;
  const parts: readonly unknown[] = Array.isArray(sent) ? sent : [sent];
  const read = parts.map((part) => (typeof part === "string" && !field.file ? readText(field.types, part) : part));
  return field.list === undefined ? read.at(-1) : read;
}

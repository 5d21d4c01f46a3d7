import type { Form, FormFile } from "@mileapp/contract";
import { isObject } from "./json.ts";

/** A file of a form with what it holds. */
export interface SentFile extends FormFile {
  readonly bytes: Uint8Array;
}

type Field = string | SentFile;

/** Whether a value of a form is a file. */
export function isFile(value: unknown): value is SentFile {
  return isObject(value) && value.bytes instanceof Uint8Array;
}

/**
 * Takes a multipart body apart: texts and files by field name, a list where a name is repeated. The record has no
 * prototype, because the client chooses the names. Rejects when the body is no such form.
 */
export async function parseForm(bytes: Uint8Array, contentType: string): Promise<Form> {
  const data = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
  const form: Record<string, Field | Field[]> = Object.create(null);
  // In one pass: `getAll` goes through the whole form for each name, and a client may send very many.
  for (const [name, value] of data) {
    const field = await fieldOf(value);
    const before = form[name];
    if (Array.isArray(before)) before.push(field);
    else form[name] = before === undefined ? field : [before, field];
  }
  return form;
}

async function fieldOf(value: string | File): Promise<Field> {
  if (typeof value === "string") return value;
  const bytes = new Uint8Array(await value.arrayBuffer());
  return { filename: value.name, contentType: value.type, size: value.size, bytes };
}

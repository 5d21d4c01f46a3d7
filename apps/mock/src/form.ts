import type { Form, FormFile } from "@mileapp/contract";

type Field = string | FormFile;

/**
 * Takes a multipart body apart: texts and files by field name, a list where a name is repeated. The record has no
 * prototype, because the client chooses the names. Rejects when the body is no such form.
 */
export async function parseForm(bytes: Uint8Array, contentType: string): Promise<Form> {
  const data = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } }).formData();
  const form: Record<string, Field | Field[]> = Object.create(null);
  for (const name of new Set(data.keys())) {
    const [first, ...others] = data.getAll(name).map(fieldOf);
    if (first !== undefined) form[name] = others.length === 0 ? first : [first, ...others];
  }
  return form;
}

function fieldOf(value: string | File): Field {
  if (typeof value === "string") return value;
  return { filename: value.name, contentType: value.type, size: value.size };
}

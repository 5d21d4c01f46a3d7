/**
 * Writes a body as multipart/form-data: files as they are, lists as one part per element, objects as JSON, all else as
 * text. `undefined` and `null` are left out, since a part can't say them.
 */
export function toFormData(body: object): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (part === undefined || part === null) continue;
      if (part instanceof Blob) form.append(name, part);
      else form.append(name, typeof part === "object" ? JSON.stringify(part) : String(part));
    }
  }
  return form;
}

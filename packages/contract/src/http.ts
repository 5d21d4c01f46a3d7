/** The value of a header, whatever the case of its name. */
export function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return own === undefined ? undefined : headers[own];
}

/** A media type without its parameters, in lower case. */
export function mediaType(value: string): string {
  const end = value.indexOf(";");
  return (end < 0 ? value : value.slice(0, end)).trim().toLowerCase();
}

/** A body as it was given: nothing, a value, or text that is not JSON. */
export type BodyReading =
  | { readonly kind: "none" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "malformed" };

/** Reads a body: strings and bytes as JSON text in UTF-8, empty ones as no body, anything else as the parsed value. */
export function readBody(body: unknown): BodyReading {
  if (body === undefined) return { kind: "none" };
  if (!isRaw(body)) return { kind: "value", value: body };
  if (body.length === 0) return { kind: "none" };
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { kind: "value", value: JSON.parse(text) };
  } catch {
    return { kind: "malformed" };
  }
}

/** Whether a body is given as sent, not parsed. */
export function isRaw(body: unknown): body is string | Uint8Array {
  return typeof body === "string" || body instanceof Uint8Array;
}

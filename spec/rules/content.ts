import type { Place } from "./place.ts";

/** The media types of a request body or an answer. */
export function mediaTypes(body: Place | undefined): [type: string, media: Place][] {
  return body?.get("content")?.fields() ?? [];
}

/** Whether a media type holds JSON: `application/json` itself or one with the suffix `+json`. */
export function isJson(type: string): boolean {
  return /^application\/(?:[^;]+\+)?json\s*(?:;|$)/i.test(type);
}

/** Whether a media type is `multipart/form-data` or a relative of it. */
export function isMultipart(type: string): boolean {
  return /^multipart\//i.test(type);
}

/** The schemas of all JSON bodies of a request body or an answer. */
export function jsonSchemas(body: Place | undefined): Place[] {
  return mediaTypes(body).flatMap(([type, media]) => (isJson(type) ? (media.get("schema") ?? []) : []));
}

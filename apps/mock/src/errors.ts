import type { JsonObject } from "./json.ts";
import type { MockResponse } from "./types.ts";

/** Every error of the mock has the one body that the API documents: `{ status: false, message }`, with little beside. */
export function failure(
  status: number,
  message: string,
  headers: Record<string, string> = {},
  beside: JsonObject = {},
): MockResponse {
  return { status, headers, body: JSON.stringify({ status: false, message, ...beside }) };
}

export const badRequest = (message: string): MockResponse => failure(400, message);

export const methodNotAllowed = (method: string, allow: readonly string[]): MockResponse =>
  failure(405, `The ${method} method is not supported for this URL.`, { allow: allow.join(", ") });

// These never differ, so they are written once. The answer stage copies them.
export const unauthorized = failure(401, "Unauthorized");
export const notFound = failure(404, "Data not found");
export const notAcceptable = failure(406, "Only application/json and */* are supported.");
export const payloadTooLarge = failure(413, "The request body is larger than the server accepts.");
export const tooManyRequests = failure(429, "Too many requests. Wait 60 seconds and try again.");
export const internalError = failure(500, "Internal server error");

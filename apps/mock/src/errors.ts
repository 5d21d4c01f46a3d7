import { type ErrorBody, type Operation, operations } from "@mileapp/contract";
import type { JsonObject } from "./json.ts";
import type { MockResponse } from "./types.ts";

/** What went wrong, before it becomes the body of an answer. */
export interface Failure {
  /** Without one, the answer says what the document shows. */
  readonly message: string | undefined;
  /** Properties beside those that the document shows. */
  readonly beside: JsonObject;
}

/** An error; its body is written when the answer leaves, because a few operations send more than the others. */
export function failure(
  status: number,
  message?: string,
  headers: Record<string, string> = {},
  beside: JsonObject = {},
): MockResponse {
  return { status, headers, body: undefined, failure: { message, beside } };
}

export const badRequest = (message: string): MockResponse => failure(400, message);

export const methodNotAllowed = (method: string, allow: readonly string[]): MockResponse =>
  failure(405, `The ${method} method is not supported for this URL.`, { allow: allow.join(", ") });

/** Of a fault of the mock's own, which is nothing to trouble the API's makers with. */
export const internalError = (): MockResponse => failure(500, "Internal server error");

/** The body of an error, as the operation documents it; without an operation, as most of them do. */
export function writeFailure(status: number, { message, beside }: Failure, operation?: Operation): string {
  const documented = operation?.answers.find((answer) => answer.status === status)?.error ?? usual.get(status);
  return JSON.stringify({ status: false, ...documented, ...(message !== undefined && { message }), ...beside });
}

/** What most operations say of a status. */
export const usualMessage = (status: number): string => usual.get(status)?.message ?? "";

const usual = new Map<number, ErrorBody>();
const counts = new Map<ErrorBody, number>();
for (const { status, error } of operations.flatMap(({ answers }) => answers)) {
  if (error === undefined) continue;
  // The table of operations has each body once, so that the same one is the same object.
  const count = (counts.get(error) ?? 0) + 1;
  counts.set(error, count);
  const known = usual.get(status);
  if (known === undefined || count > (counts.get(known) ?? 0)) usual.set(status, error);
}

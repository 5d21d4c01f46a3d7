import { ApiError, textAt } from "./errors/api-error.ts";
import { UnexpectedResponseError } from "./errors/unexpected-response-error.ts";
import { errorsByStatus } from "./generated/errors.ts";
import type { Call } from "./send.ts";

/** A response whose body has arrived. */
export interface Received {
  readonly status: number;
  /** The `Content-Type` header; empty when there is none. */
  readonly type: string;
  readonly content: ArrayBuffer;
}

/**
 * Turns what was received into what the call resolves to.
 * @throws ApiError, by status, unless the status is 2xx; UnexpectedResponseError when the body is not as documented.
 */
export function readAnswer<Answer>(call: Call, received: Received): Answer {
  if (received.status < 200 || received.status > 299) throw apiError(call, received);
  // Boundary: from here on the types are the document's promise. Answers are not validated at run time.
  return (call.answer === "file" ? readFile(call, received) : readJson(call, received)) as Answer;
}

function readFile(call: Call, received: Received): Blob {
  if (/json|html/.test(received.type)) throw unexpected(call, received, "a file");
  return new Blob([received.content], { type: received.type });
}

function readJson(call: Call, received: Received): unknown {
  // 204 and 205 have no body by definition.
  if (received.status === 204 || received.status === 205) return undefined;
  const json = parseJson(textOf(received));
  if (json === undefined) throw unexpected(call, received, "JSON");
  return json;
}

function apiError(call: Call, received: Received): ApiError {
  const { status } = received;
  const text = textOf(received);
  const json = parseJson(text);
  const message = textAt(json, "message") ?? `The server answered ${status} with ${kindOf(received)} and no message.`;
  const StatusError = errorsByStatus[status] ?? ApiError;
  return new StatusError(call, status, json === undefined ? text : json, message);
}

function unexpected(call: Call, received: Received, expected: string): UnexpectedResponseError {
  const { status } = received;
  const message = `${call.method} ${call.path} answered ${status} with ${kindOf(received)} instead of ${expected}.`;
  return new UnexpectedResponseError(call, status, textOf(received), message);
}

function textOf({ content }: Received): string {
  return new TextDecoder().decode(content);
}

function kindOf({ content, type }: Received): string {
  if (content.byteLength === 0) return "an empty body";
  return type === "" ? "a body of unknown type" : type;
}

// JSON has no `undefined`, so that is free to mean "not JSON".
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

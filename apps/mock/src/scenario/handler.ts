import { type OperationId, operationById } from "@mileapp/contract";
import type { Call } from "../behave/call.ts";
import type { MaybePromise, MockResponse } from "../types.ts";

/**
 * Answers an operation in place of the mock: with a `reply`, or by throwing a `Refusal`. Returns undefined to let the
 * mock go on as usual. What it changes in `call.records` before its first `await` counts as one: when it throws, none of
 * it has happened.
 */
export type Handle = (call: Call) => MaybePromise<MockResponse | undefined>;

/** A handler with the operation it is for. */
export interface Handler {
  readonly operationId: OperationId;
  readonly handle: Handle;
}

/** Gives an operation an answer of your own. Throws for an operation that the API does not have. */
export function defineHandler(operationId: OperationId, handle: Handle): Handler {
  if (operationById(operationId) === undefined) throw new Error(`The API has no operation ${operationId}.`);
  return { operationId, handle };
}

/** An answer of a handler; the body is sent as JSON. */
export function reply(status: number, body?: unknown, headers: Record<string, string> = {}): MockResponse {
  return { status, headers, body: JSON.stringify(body) };
}

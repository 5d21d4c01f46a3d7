import { CallError, type Operation } from "./call-error.ts";

/**
 * The network failed before a whole answer was there; `cause` is the error of `fetch`. The server may have carried out
 * the request all the same.
 */
export class ConnectionError extends CallError {
  constructor(operation: Operation, cause: unknown) {
    super(operation, `${operation.method} ${operation.path} got no answer: ${rootMessage(cause)}`, { cause });
  }

  static {
    ConnectionError.prototype.name = "ConnectionError";
  }
}

// `fetch` says only "fetch failed"; what happened (refused, reset, unknown host) stands at the end of its chain of causes.
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return rootMessage(error.cause);
  if (error.message !== "") return error.message;
  return "code" in error ? String(error.code) : error.name;
}

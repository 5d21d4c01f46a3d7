import { CallError, type Operation } from "./call-error.ts";

/**
 * The server refused or failed: any status but 200 to 299. `message` is the one in the body. Statuses that the document
 * names have a class of their own (`NotFoundError`); others come as `ApiError` itself.
 */
export class ApiError extends CallError {
  /** HTTP status. */
  readonly status: number;
  /** Short machine-readable reason, where the resource sends one. */
  readonly failedCode: string | undefined;
  /** The body: parsed where it is JSON, otherwise text. */
  readonly body: unknown;

  constructor(operation: Operation, status: number, body: unknown, message: string) {
    super(operation, message);
    this.status = status;
    this.failedCode = textAt(body, "failedCode");
    this.body = body;
  }

  static {
    ApiError.prototype.name = "ApiError";
  }
}

/** The text that `body` holds under `key`, if it is an object with such a text. */
export function textAt(body: unknown, key: string): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

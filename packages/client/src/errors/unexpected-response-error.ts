import { CallError, type Operation } from "./call-error.ts";

/**
 * The server reported success, but what it sent is not what the document promises: often the HTML page of a proxy or of a
 * captive portal. The request may have been carried out.
 */
export class UnexpectedResponseError extends CallError {
  /** HTTP status, 200 to 299. */
  readonly status: number;
  /** The body as text. */
  readonly body: string;

  constructor(operation: Operation, status: number, body: string, message: string) {
    super(operation, message);
    this.status = status;
    this.body = body;
  }

  static {
    UnexpectedResponseError.prototype.name = "UnexpectedResponseError";
  }
}

import { MileError } from "./mile-error.ts";

/** Which operation an error belongs to. The path is the document's template: ids and tokens in a URL stay out of logs. */
export interface Operation {
  /** Operation id in the document, such as `getHub`. */
  readonly operation: string;
  /** HTTP method in capitals. */
  readonly method: string;
  /** Path template, such as `/hub/{hubId}`. */
  readonly path: string;
}

/** A request was sent and did not end as documented. Base of `ApiError`, `ConnectionError`, `UnexpectedResponseError`. */
export class CallError extends MileError implements Operation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;

  constructor(operation: Operation, message: string, options?: ErrorOptions) {
    super(message, options);
    this.operation = operation.operation;
    this.method = operation.method;
    this.path = operation.path;
  }

  static {
    CallError.prototype.name = "CallError";
  }
}

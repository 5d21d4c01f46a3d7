import { examples } from "./generated/examples.js";

/** One named example of the document. */
export interface Example {
  readonly name: string;
  readonly contentType: string;
  readonly value: unknown;
}

/** What the document shows of one operation. */
export interface OperationExamples {
  /** Values of the path parameters. */
  readonly path: Readonly<Record<string, unknown>>;
  /** Values of the required query parameters. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Request bodies. */
  readonly requests: readonly Example[];
  /** Bodies of the successes, by status. */
  readonly answers: Readonly<Record<string, readonly Example[]>>;
}

/** What the document shows of an operation. Throws for an id that the document doesn't have. */
export function examplesOf(operationId: string): OperationExamples {
  const found = examples[operationId];
  if (found === undefined) throw new Error(`The document has no operation ${operationId}.`);
  return found;
}

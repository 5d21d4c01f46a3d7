import { usualMessage } from "./errors.ts";
import type { JsonObject } from "./json.ts";

/** Thrown by a behaviour to refuse a request; answered in the error body. Nothing may have been changed by then. */
export class Refusal extends Error {
  readonly status: number;
  /** What the answer says, if not what the document shows. */
  readonly said: string | undefined;
  /** Properties that the error body of a few resources has beside the usual ones. */
  readonly beside: JsonObject;

  constructor(status: number, message?: string, beside: JsonObject = {}) {
    super(message ?? usualMessage(status));
    this.status = status;
    this.said = message;
    this.beside = beside;
  }
}

/** What some work returns, or the refusal that it ends with. Whatever else it throws goes on. */
export function attempt<T>(work: () => T): T | Refusal {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export const unknownRecord = (): Refusal => new Refusal(404);
export const conflict = (message: string): Refusal => new Refusal(409, message);
export const invalid = (message: string): Refusal => new Refusal(400, message);

/** Of a value that no other record may share. */
export const taken = (field: string): Refusal => conflict(`The ${field} has already been taken.`);
/** Of a value that names nothing that can be chosen. */
export const unknownChoice = (field: string): Refusal => invalid(`The selected ${field} is invalid.`);

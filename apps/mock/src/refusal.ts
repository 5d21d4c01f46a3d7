/** Thrown by a behaviour to refuse a request; answered in the error body. Nothing may have been changed by then. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const unknownRecord = (): Refusal => new Refusal(404, "Data not found");
export const conflict = (message: string): Refusal => new Refusal(409, message);
export const invalid = (message: string): Refusal => new Refusal(400, message);

import { MileError } from "./mile-error.ts";

/** The call itself is wrong: a missing token, an empty id, a body that is not JSON. Nothing was sent. */
export class InputError extends MileError {
  static {
    InputError.prototype.name = "InputError";
  }
}

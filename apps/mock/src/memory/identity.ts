import { inOnePiece } from "../json.ts";

const pattern = /^[0-9a-f]{24}$/;

/** Makes ids as the API does: the time in seconds, then digits that never repeat within one mock. */
export class Ids {
  #counter: number;

  /** `start` decides the first id, so that a run can be repeated. */
  constructor(start = 0) {
    this.#counter = start;
  }

  next(now: number): string {
    this.#counter += 1;
    const time = Math.floor(now / 1000)
      .toString(16)
      .padStart(8, "0");
    return inOnePiece(time, this.#counter.toString(16).padStart(16, "0"));
  }
}

/** Whether a text can be the id of a record. */
export function isId(text: string): boolean {
  return pattern.test(text);
}

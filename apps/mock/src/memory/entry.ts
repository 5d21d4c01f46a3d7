import type { JsonObject } from "../json.ts";
/** A stored record with its place in the order of arrival. */
export class Entry {
  readonly key: string;
  readonly value: JsonObject;
  /** Grows with each record that is added; a changed record keeps the number it came with. */
  readonly sequence: number;
  #text: string | undefined;
  #wasAsked = false;

  constructor(key: string, value: JsonObject, sequence: number) {
    this.key = key;
    this.value = value;
    this.sequence = sequence;
  }

  /**
   * The record as JSON text: lists are mostly a matter of joining such texts. It is kept from the second time on, since
   * many records are asked for only once, in the answer to the request that has made them.
   */
  get text(): string {
    if (this.#text !== undefined) return this.#text;
    const text = JSON.stringify(this.value);
    if (this.#wasAsked) this.#text = text;
    this.#wasAsked = true;
    return text;
  }
}

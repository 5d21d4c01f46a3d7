import type { JsonObject } from "../json.ts";
/** A stored record with its place in the order of arrival. */
export class Entry {
  readonly key: string;
  readonly value: JsonObject;
  /** Grows with each record that is added; a changed record keeps the number it came with. */
  readonly sequence: number;
  #text: string | undefined;

  constructor(key: string, value: JsonObject, sequence: number) {
    this.key = key;
    this.value = value;
    this.sequence = sequence;
  }

  /** The record as JSON text, made once: lists are mostly a matter of joining such texts. */
  get text(): string {
    this.#text ??= JSON.stringify(this.value);
    return this.#text;
  }
}

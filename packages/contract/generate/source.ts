/** First line of every generated file. */
export const head = "// Built from the document by generate/main.ts; not to be edited.";

/** Writes values as JavaScript, each repeated one only once. */
export class Constants {
  readonly #names = new Map<string, string>();
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The name of the constant that holds this expression. */
  name(expression: string): string {
    const name = this.#names.get(expression) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(expression, name);
    return name;
  }

  /** An array of constants that hold these values. */
  names(values: readonly unknown[]): string {
    return `[${values.map((value) => this.name(JSON.stringify(value))).join(", ")}]`;
  }

  /** The lines that define the constants. */
  lines(): string[] {
    return [...this.#names].map(([expression, name]) => `const ${name} = ${expression};`);
  }
}

/** An object literal without prototype, so that a key of a request can never find one of Object's. */
export function bareObject(entries: readonly (readonly [string | number, string])[]): string {
  return `{ __proto__: null, ${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(", ")} }`;
}

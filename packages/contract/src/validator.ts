/** An error as a compiled validator reports it. */
export interface RawError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A compiled validator. `errors` belongs to the latest call only. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly RawError[] | null;
}

import type { Method, Operation } from "./types.ts";

/** One way in which a request or an answer breaks the document. */
export interface Violation {
  readonly in: "path" | "query" | "header" | "body" | "response";
  /**
   * JSON pointer to the value, a missing or unwelcome one included: `/query/limit`, `/body/tasks/0/flow`,
   * `/header/content-type`, `/response/status`, `/response/body/status`.
   */
  readonly pointer: string;
  /** JSON Schema keyword that is broken (`required`, `type`, `enum`, …), or `contentType`, `json`, `status`, `header`. */
  readonly keyword: string;
  /** What the keyword asks for, as Ajv names it: `{ type }`, `{ allowedValues }`, `{ limit }`, `{ missingProperty }`. */
  readonly params: Readonly<Record<string, unknown>>;
  /** One sentence for people, with the place: `query.limit must be an integer`. */
  readonly message: string;
}

/** Result of `findOperation`. */
export type Match =
  /** `path` holds the decoded path values by parameter name; it inherits nothing. */
  | { readonly kind: "found"; readonly operation: Operation; readonly path: Readonly<Record<string, string>> }
  /** The URL exists; `allow` lists the methods that it takes. */
  | { readonly kind: "wrong-method"; readonly allow: readonly Method[] }
  | { readonly kind: "unknown" };

/** Result of `readParameters`: values by parameter name, typed as declared; the objects inherit nothing. */
export interface ParameterReading {
  readonly values: {
    readonly path: Readonly<Record<string, unknown>>;
    readonly query: Readonly<Record<string, unknown>>;
  };
  readonly violations: readonly Violation[];
}

/** A file part of a multipart body, as `checkBody` takes it. `size` is in bytes. */
export interface FormFile {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
}

/** A multipart body: texts and files by field name; an array where a field was repeated. */
export type Form = Readonly<Record<string, string | FormFile | readonly (string | FormFile)[]>>;

/** One request with its answer, as `checkExchange` takes it. */
export interface Exchange {
  readonly method: string;
  /** Absolute, or path and query alone. Any host; the base path is stripped where it is present. */
  readonly url: string;
  /** Names in any case. */
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** A string or bytes are the body's text as sent; any other value is the parsed body (or a `Form`). */
  readonly requestBody?: unknown;
  readonly status: number;
  /** Names in any case. */
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** A string or bytes are the body's text as received; any other value is the parsed body. */
  readonly responseBody?: unknown;
}

import type { Json } from "./schema.ts";

/** What the published API says of a query parameter or a property of a request, as far as it says it. */
export interface Said {
  readonly required?: true;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  /** The values in a comma-separated list. */
  readonly items?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

/** One line of spec/inventory/operations.jsonl. */
export interface PublishedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, Said>>;
  /** By the way to the property: `tasks[].hubId`. */
  readonly body?: Readonly<Record<string, Said>>;
  readonly success: readonly number[];
  readonly errors: readonly number[];
}

/** One line of spec/inventory/events.jsonl. */
export interface PublishedEvent {
  /** The event of an automation. */
  readonly id: string;
  /** The published page that describes it; one page can hold several events. */
  readonly endpoint: string;
  readonly dataType: string;
  /** Properties of the body. */
  readonly fields: readonly string[];
}

/** Where the document and the published API differ. */
export interface Difference {
  /** Operation or event id. */
  readonly id: string;
  /** What differs: `query.limit.default`, `success.201`; empty when the whole operation does. */
  readonly at: string;
  readonly what: string;
}

/** An entry of spec/inventory/differences.json: why the document differs on purpose. */
export interface Declared {
  /** Which operations and events; all of them when absent. */
  readonly ids?: readonly string[];
  readonly at: string;
  readonly reason: string;
}

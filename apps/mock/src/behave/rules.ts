import type { JsonObject } from "../json.ts";
import type { Call } from "./call.ts";

/** What the records of one collection do beyond being kept. Each rule is optional; each may throw a `Refusal`. */
interface Rules {
  /**
   * Makes a new record of what is sent, where defaults around it would not do. `stamps` are what the server decides about,
   * such as its id.
   */
  make?(call: Call, stamps: JsonObject, sent: JsonObject): JsonObject;
  /**
   * Fills in what follows from the rest; `before` is missing for a new record, unless that is made by `make`. `sent` is
   * what the request says: the draft holds more, such as what every record needs.
   */
  complete?(call: Call, draft: JsonObject, before: JsonObject | undefined, sent: JsonObject): JsonObject;
  /** Refuses to show a record to the caller. */
  readable?(call: Call, record: JsonObject): void;
  /** Refuses a change that the record's state forbids. */
  changeable?(call: Call, before: JsonObject, draft: JsonObject): void;
  /** Refuses a removal that the state forbids. */
  removable?(call: Call, before: JsonObject): void;
  /** Told after a write, to carry its consequences to other records. */
  changed?(call: Call, after: JsonObject | undefined, before: JsonObject | undefined): void;
}

const rules = new Map<string, Rules>();

/** Gives the records of a collection their rules. */
export function defineRules(collection: string, own: Rules): void {
  rules.set(collection, own);
}

/** The rules of a collection; none of them when nothing is defined. */
export function rulesOf(collection: string): Rules {
  return rules.get(collection) ?? {};
}

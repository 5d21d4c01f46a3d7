import type { Collection } from "./collection.ts";
import type { Entry } from "./entry.ts";
import type { Organization } from "./organization.ts";

/** What became of one record: `before` is missing when it is new, `after` when it is gone. */
export interface Change {
  readonly organization: Organization;
  readonly collection: Collection;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** The changes of one request, in their order. */
export class Transaction {
  readonly changes: Change[] = [];
  /** Organizations that were written to for the first time: they are stored as a whole. */
  readonly adopted = new Set<Organization>();

  get isEmpty(): boolean {
    return this.changes.length === 0;
  }
}

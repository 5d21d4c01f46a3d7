import type { JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { Entry } from "./entry.ts";
import { type Content, Organization } from "./organization.ts";
import type { Persistence } from "./persistence.ts";
import { type Change, Transaction } from "./transaction.ts";

export { Organization } from "./organization.ts";

/** Records with which an organization begins, by collection. */
export type Seed = Readonly<Record<string, readonly JsonObject[]>>;

/** The state of a store at one moment: what each organization held that had been written to, and the seed of the rest. */
export interface Snapshot {
  readonly seed: Content;
  readonly organizations: ReadonlyMap<string, Content>;
}

/** Organizations remembered that nobody has written to. Their state is the seed, so they can be forgotten unnoticed. */
const maxUnwritten = 100;

export const defaultMaxRecords = 200_000;

export interface StoreOptions {
  /** Largest number of records over all organizations that have been written to. */
  readonly maxRecords?: number;
  /** Where the organizations that have been written to outlive the process. */
  readonly persistence?: Persistence | undefined;
  /** Told of an organization that comes from there, before anybody else sees it. */
  readonly onLoad?: (organization: Organization) => void;
  /** Told of an organization that a snapshot has brought back. */
  readonly onRestore?: (organization: Organization) => void;
}

/**
 * All organizations; each begins with the same seed and never sees another. An organization is kept from its first write
 * on; one that was only read may be forgotten, and begins with the seed again.
 */
export class Store {
  readonly #written = new Map<string, Organization>();
  readonly #unwritten = new Map<string, Organization>();
  readonly #maxRecords: number;
  readonly #persistence: Persistence | undefined;
  readonly #onLoad: ((organization: Organization) => void) | undefined;
  readonly #onRestore: ((organization: Organization) => void) | undefined;
  readonly #makeSeed: () => Seed;
  #firstSeed: Content | undefined;
  #seed: Content | undefined;
  #records: number;
  #transaction: Transaction | undefined;

  /** `seed` is called when the first organization is asked for. */
  constructor(seed: () => Seed, { maxRecords = defaultMaxRecords, persistence, onLoad, onRestore }: StoreOptions = {}) {
    this.#makeSeed = seed;
    this.#maxRecords = maxRecords;
    this.#persistence = persistence;
    this.#onLoad = onLoad;
    this.#onRestore = onRestore;
    this.#records = persistence?.size ?? 0;
  }

  /** Number of records in the organizations that have been written to. */
  get size(): number {
    return this.#records;
  }

  /** Names of the organizations that have been written to. */
  get organizations(): string[] {
    return [...new Set([...this.#written.keys(), ...(this.#persistence?.organizations ?? [])])].sort();
  }

  organization(name: string): Organization {
    return this.#written.get(name) ?? this.#unwritten.get(name) ?? this.#open(name);
  }

  /**
   * Does work whose changes count together: when it returns they are all kept, in the file as well; when it throws, or
   * the file can't take them, none is. Work inside work counts with the outer one.
   */
  transact<T>(work: () => T): T {
    if (this.#transaction !== undefined) return work();
    const transaction = new Transaction();
    this.#transaction = transaction;
    try {
      const result = work();
      if (!transaction.isEmpty) this.#persistence?.save(transaction);
      return result;
    } catch (error) {
      this.#undo(transaction);
      throw error;
    } finally {
      this.#transaction = undefined;
    }
  }

  /** Puts one organization back to the seed of the moment; without a name, all to the seed of the start. */
  reset(name?: string): void {
    this.#replace([], name);
    if (name === undefined) this.#seed = this.#firstSeed;
  }

  /** Gives one organization other records; without a name all of them: then these are the seed until a reset. */
  load(seed: Seed, name?: string): void {
    const content = contentOf(seed);
    const organizations = name === undefined ? [] : [new Organization(name, content, this)];
    this.#replace(organizations, name);
    if (name === undefined) this.#seed = content;
    else this.#takeUp(organizations);
  }

  snapshot(): Snapshot {
    const organizations = this.organizations.map((name) => [name, this.organization(name).content()] as const);
    return { seed: this.#content(), organizations: new Map(organizations) };
  }

  /** Goes back to a snapshot. Refuses one with more records than the mock may hold. */
  restore({ seed, organizations }: Snapshot): void {
    const all = [...organizations].map(([name, content]) => new Organization(name, content, this));
    this.#replace(all);
    this.#seed = seed;
    this.#takeUp(all);
  }

  close(): void {
    this.#persistence?.close();
  }

  /** Asked by an organization before each of its changes. */
  admit(organization: Organization, growth: 0 | 1): void {
    const more = this.#written.has(organization.name) ? growth : growth + organization.size;
    if (more > 0 && this.#records + more > this.#maxRecords) throw this.#full();
  }

  /** Told by an organization of each of its changes. */
  changed(organization: Organization, change: Change): void {
    if (this.#transaction === undefined) {
      // A change outside of any request, by a timer for example.
      this.transact(() => this.changed(organization, change));
      return;
    }
    this.#transaction.changes.push(change);
    if (this.#written.has(organization.name)) {
      this.#records += growthOf(change);
      return;
    }
    this.#unwritten.delete(organization.name);
    this.#written.set(organization.name, organization);
    this.#records += organization.size;
    this.#transaction.adopted.add(organization);
  }

  #open(name: string): Organization {
    const stored = this.#persistence?.load(name);
    if (stored !== undefined) {
      const organization = new Organization(name, stored, this);
      this.#written.set(name, organization);
      this.#onLoad?.(organization);
      return organization;
    }
    const organization = new Organization(name, this.#content(), this);
    this.#unwritten.set(name, organization);
    const [oldest] = this.#unwritten.keys();
    if (this.#unwritten.size > maxUnwritten && oldest !== undefined) this.#unwritten.delete(oldest);
    return organization;
  }

  #content(): Content {
    this.#firstSeed ??= contentOf(this.#makeSeed());
    this.#seed ??= this.#firstSeed;
    return this.#seed;
  }

  /** Puts organizations in the place of the one of a name, or of all: in the file first, since that can fail. */
  #replace(organizations: readonly Organization[], name?: string): void {
    const kept = name === undefined ? 0 : this.#records - this.#keptOf(name);
    const records = organizations.reduce((sum, organization) => sum + organization.size, kept);
    // A file may hold more than this start allows: it may still become smaller.
    if (records > Math.max(this.#maxRecords, this.#records)) throw this.#full();
    this.#persistence?.replace(organizations, name);
    for (const known of [this.#written, this.#unwritten]) {
      if (name === undefined) known.clear();
      else known.delete(name);
    }
    for (const organization of organizations) this.#written.set(organization.name, organization);
    this.#records = records;
  }

  /** Records of an organization, as far as they count: those of one that was only read do not. */
  #keptOf(name: string): number {
    const isKept = this.#written.has(name) || this.#persistence?.organizations.has(name) === true;
    return isKept ? this.organization(name).size : 0;
  }

  #takeUp(organizations: readonly Organization[]): void {
    for (const organization of organizations) this.#onRestore?.(organization);
  }

  #undo({ changes, adopted }: Transaction): void {
    for (const organization of adopted) {
      this.#records -= organization.size;
      this.#written.delete(organization.name);
      this.#unwritten.set(organization.name, organization);
    }
    for (const change of changes.toReversed()) {
      if (!adopted.has(change.organization)) this.#records -= growthOf(change);
      change.collection.undo(change.before, change.after);
    }
  }

  #full(): Refusal {
    const limit = `The mock holds at most ${this.#maxRecords} records`;
    return new Refusal(503, `${limit}. Delete some, reset it, or raise the limit (--max-records).`);
  }
}

function growthOf({ before, after }: Change): number {
  return (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
}

function contentOf(seed: Seed): Content {
  const collections = Object.entries(seed).map(([name, records]) => {
    const unique = new Map(records.map((record) => [keyOf(record), record]));
    return [name, [...unique].map(([key, record], index) => new Entry(key, record, index + 1))] as const;
  });
  return new Map(collections);
}

/** The text under which a record is stored. */
export function keyOf(record: JsonObject): string {
  return String(record._id ?? record.id ?? record.email);
}

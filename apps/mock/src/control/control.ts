import manifest from "../../package.json" with { type: "json" };
import type { Clock } from "../clock.ts";
import { type FaultPlan, readFaultPlan } from "../faults/plan.ts";
import type { Recent } from "../log/recent.ts";
import type { RequestRecord } from "../log/record.ts";
import type { Snapshot } from "../memory/store.ts";
import type { Realm } from "../realm.ts";
import type { Realms } from "../realms.ts";
import { readSeed, type SeedChoice, seedOf } from "../seeds/choice.ts";

/** How a mock is doing. */
export interface Health {
  readonly version: string;
  readonly uptimeMs: number;
  readonly now: string;
  /** Records in the organizations that have been written to. */
  readonly records: number;
  readonly organizations: readonly string[];
}

/**
 * Sets a mock up from outside of the API: for tests, and behind `/_mock`. All but a reset is about the mock's own world,
 * and not about those of the scenarios that clients choose.
 */
export class Control {
  readonly #realms: Realms;
  readonly #recent: Recent;
  readonly #begin = performance.now();

  constructor(realms: Realms, recent: Recent) {
    this.#realms = realms;
    this.#recent = recent;
  }

  /** The mock's time: set, advance, freeze, resume. */
  get clock(): Clock {
    return this.#realm.clock;
  }

  /** What goes wrong on purpose; undefined for nothing. Throws a `FaultPlanError` for what is no plan. */
  get faults(): FaultPlan | undefined {
    return this.#realm.plan;
  }

  set faults(plan: FaultPlan | undefined) {
    this.#realm.plan = plan === undefined ? undefined : readFaultPlan(plan);
  }

  /** Puts the records of one organization back to the seed; without a name everything is as it was at the start. */
  reset(organization?: string): void {
    this.#realms.reset(organization);
    if (organization === undefined) this.#recent.clear();
  }

  /** Gives one organization other records; without a name all of them, until a reset. Throws for what is no seed. */
  seed(choice: SeedChoice, organization?: string): void {
    const { store, clock, random } = this.#realm;
    store.load(seedOf(readSeed(choice), { now: clock.now(), random }), organization);
  }

  /** The records as they are now, to go back to. Costs little: records are shared until they change. */
  snapshot(): Snapshot {
    return this.#realm.store.snapshot();
  }

  restore(snapshot: Snapshot): void {
    this.#realm.store.restore(snapshot);
  }

  /** The last requests, the newest first. */
  requests(last = 50): readonly RequestRecord[] {
    return this.#recent.last(last);
  }

  clearRequests(): void {
    this.#recent.clear();
  }

  health(): Health {
    const { store, clock } = this.#realm;
    return {
      version: manifest.version,
      uptimeMs: Math.round(performance.now() - this.#begin),
      now: new Date(clock.now()).toISOString(),
      records: store.size,
      organizations: store.organizations,
    };
  }

  get #realm(): Realm {
    return this.#realms.own;
  }
}

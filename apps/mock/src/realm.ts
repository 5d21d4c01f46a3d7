import type { World } from "./behave/call.ts";
import { resume, takeUp, waitingWork } from "./behave/jobs.ts";
import { Clock } from "./clock.ts";
import { Exchange } from "./exchange.ts";
import { FaultDice, type FaultPlan } from "./faults/plan.ts";
import { Ids } from "./memory/identity.ts";
import type { Persistence } from "./memory/persistence.ts";
import { Schedule } from "./memory/schedule.ts";
import { Store } from "./memory/store.ts";
import type { Handler } from "./scenario/handler.ts";
import { type SeedChoice, seedOf } from "./seeds/choice.ts";

/** What decides how a realm begins. */
export interface RealmOptions {
  readonly source: () => number;
  readonly clock?: number | undefined;
  readonly seed: SeedChoice;
  readonly random: number;
  readonly maxRecords?: number | undefined;
  readonly persistence?: Persistence | undefined;
  readonly faults?: FaultPlan | undefined;
  readonly handlers: readonly Handler[];
  /** Told of faults in work that no request waits for. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

/** A world of its own: records, clock, faults and handlers. A mock has one, and one more for each scenario in use. */
export class Realm {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly random: number;
  readonly #handlers: ReadonlyMap<string, Handler>;
  readonly #source: () => number;
  readonly #start: number | undefined;
  readonly #firstPlan: FaultPlan | undefined;
  #dice: FaultDice | undefined;

  constructor({ source, clock, seed, random, maxRecords, persistence, faults, handlers, onFault }: RealmOptions) {
    this.random = random;
    this.#source = source;
    this.#start = clock;
    this.clock = new Clock(source, clock);
    this.store = new Store(() => seedOf(seed, { now: this.clock.now(), random }), {
      ...(maxRecords !== undefined && { maxRecords }),
      persistence,
      onLoad: (organization) => resume(organization, this.world),
      onRestore: (organization) => takeUp(organization, this.world),
    });
    // Each start with the same file, and each random number, has a range of its own.
    const ids = new Ids((persistence?.run ?? 0) * 2 ** 32 + (random % 2 ** 16) * 2 ** 16);
    const now = () => this.clock.now();
    const schedule = new Schedule(now, onFault);
    this.clock.onMove = () => schedule.clockMoved();
    this.world = {
      now,
      nextId: () => ids.next(now()),
      schedule,
      organization: (name) => this.store.organization(name),
      organizations: () => this.store.organizations,
      transact: (work) => this.store.transact(work),
      exchange: (request) => new Exchange(request, this),
    };
    for (const waiting of waitingWork) {
      for (const name of persistence?.organizationsWith(waiting) ?? []) this.store.organization(name);
    }
    this.#handlers = new Map(handlers.map((handler) => [handler.operationId, handler]));
    this.#firstPlan = faults;
    this.plan = faults;
  }

  /** What goes wrong on purpose; undefined for nothing. */
  get plan(): FaultPlan | undefined {
    return this.#dice?.plan;
  }

  set plan(plan: FaultPlan | undefined) {
    this.#dice = plan === undefined ? undefined : new FaultDice(plan, this.random);
  }

  /** Puts the records of one organization back to the seed; without a name everything is as it was at the start. */
  reset(organization?: string): void {
    this.store.reset(organization);
    if (organization !== undefined) return;
    this.clock.resume();
    this.clock.set(this.#start ?? this.#source());
    this.plan = this.#firstPlan;
  }

  get dice(): FaultDice | undefined {
    return this.#dice;
  }

  handlerOf(operationId: string): Handler | undefined {
    return this.#handlers.get(operationId);
  }
}

import { readClock } from "./clock.ts";
import { Realm, type RealmOptions } from "./realm.ts";
import type { Scenario } from "./scenario/scenario.ts";

/** The realm of the mock itself, and one for each scenario that a client has asked for. */
export class Realms {
  readonly own: Realm;
  readonly #options: RealmOptions;
  readonly #scenarios: ReadonlyMap<string, Scenario>;
  readonly #realms = new Map<string, Realm>();

  /** `chosen` names the scenario of the mock itself. Throws when there is none of that name. */
  constructor(options: RealmOptions, scenarios: readonly Scenario[] = [], chosen?: string) {
    this.#scenarios = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
    const scenario = chosen === undefined ? undefined : this.#scenarios.get(chosen);
    if (chosen !== undefined && scenario === undefined) {
      throw new Error(
        `There is no scenario "${chosen}"${this.names.length > 0 ? `, but ${this.names.join(", ")}` : ""}.`,
      );
    }
    this.own = new Realm(scenario === undefined ? options : within(options, scenario));
    // Only the mock's own records are kept in the file.
    this.#options = { ...options, persistence: undefined };
    if (chosen !== undefined) this.#realms.set(chosen, this.own);
  }

  get names(): string[] {
    return [...this.#scenarios.keys()];
  }

  /** The realm of a scenario; undefined when there is none of that name. */
  find(name: string): Realm | undefined {
    const scenario = this.#scenarios.get(name);
    let realm = this.#realms.get(name);
    if (realm === undefined && scenario !== undefined) {
      realm = new Realm(within(this.#options, scenario));
      this.#realms.set(name, realm);
    }
    return realm;
  }

  /** Resets them all: see `Realm.reset`. */
  reset(organization?: string): void {
    for (const realm of this.#all()) realm.reset(organization);
  }

  /** Closes the data file; what is scheduled is not done any more. */
  close(): void {
    for (const { world } of this.#all()) world.schedule.close();
    this.own.store.close();
  }

  #all(): Set<Realm> {
    return new Set([this.own, ...this.#realms.values()]);
  }
}

/** The options with the parts of a scenario; its handlers go before the others. */
function within(options: RealmOptions, { seed, handlers = [], faults, clock }: Scenario): RealmOptions {
  return {
    ...options,
    ...(seed !== undefined && { seed }),
    ...(faults !== undefined && { faults }),
    ...(clock !== undefined && { clock: readClock(clock) }),
    handlers: [...options.handlers, ...handlers],
  };
}

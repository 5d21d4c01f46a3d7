import { readClock } from "../clock.ts";
import { type FaultPlan, readFaultPlan } from "../faults/plan.ts";
import { readSeed, type SeedChoice } from "../seeds/choice.ts";
import type { Handler } from "./handler.ts";

/** What a scenario is made of; each part that is left out is as in the mock itself. */
export interface ScenarioParts {
  readonly seed?: SeedChoice;
  readonly handlers?: readonly Handler[];
  readonly faults?: FaultPlan;
  /** Where its clock begins: milliseconds since the epoch, or a text such as `2026-03-09T08:00:00Z`. */
  readonly clock?: number | string;
}

/** A named state of affairs that a server, or one client, can be put into. */
export interface Scenario extends ScenarioParts {
  readonly name: string;
}

const pattern = /^[\w.-]+$/;

/** Names a state of affairs. Throws when the name can't stand in a header, or the seed, the faults or the clock are none. */
export function defineScenario(name: string, parts: ScenarioParts): Scenario {
  if (!pattern.test(name)) throw new Error(`"${name}" can't be the name of a scenario: use letters, digits, - and _.`);
  if (parts.seed !== undefined) readSeed(parts.seed);
  if (parts.faults !== undefined) readFaultPlan(parts.faults);
  if (parts.clock !== undefined) readClock(parts.clock);
  return { ...parts, name };
}

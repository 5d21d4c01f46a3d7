import { operationById, operations } from "@mileapp/contract";
import { isObject } from "../json.ts";
import { randomOf } from "../random.ts";

/**
 * What can go wrong. A number answers with that status instead of doing anything; 502 with a page of HTML, as proxies do.
 *
 * - `reset`: the connection ends before anything was done
 * - `lost`: the request is carried out, but the connection ends before the answer
 * - `cut`: the answer's body ends in the middle
 * - `slow`: the answer's body comes in small pieces
 */
export const faultNames = ["429", "500", "502", "503", "504", "reset", "lost", "cut", "slow"] as const;

export type FaultName = (typeof faultNames)[number];

/** What goes wrong on purpose, and how often. */
export interface FaultPlan {
  /** Share of the requests, from 0 to 1, for each fault; together at most 1. */
  readonly rates: Readonly<Partial<Record<FaultName, number>>>;
  /** Operations that it happens to. Default: all. */
  readonly operations?: readonly string[];
  /** How long a slow body takes, in milliseconds. Default 3000. */
  readonly slowMs?: number;
}

export const defaultSlowMs = 3000;

/** A plan that can't be understood; the message says what is wrong with which of its keys. */
export class FaultPlanError extends Error {}

/** Checks what somebody wrote as a plan. Throws a `FaultPlanError`. */
export function readFaultPlan(value: unknown): FaultPlan {
  if (!isObject(value)) throw new FaultPlanError('A fault plan must be an object such as { "rates": { "503": 0.1 } }.');
  const unknown = Object.keys(value).find((key) => !["rates", "operations", "slowMs"].includes(key));
  if (unknown !== undefined) throw new FaultPlanError(`A fault plan has rates, operations and slowMs, not ${unknown}.`);
  const { slowMs = defaultSlowMs } = value;
  if (typeof slowMs !== "number" || !(slowMs >= 0 && slowMs <= 30_000)) {
    throw new FaultPlanError("slowMs must be a number of milliseconds from 0 to 30000.");
  }
  const only = value.operations === undefined ? {} : { operations: readOperations(value.operations) };
  return { rates: readRates(value.rates), slowMs, ...only };
}

function readRates(value: unknown): FaultPlan["rates"] {
  if (!isObject(value)) throw new FaultPlanError('rates must be an object such as { "503": 0.1 }.');
  const rates: Partial<Record<FaultName, number>> = {};
  let sum = 0;
  for (const [key, rate] of Object.entries(value)) {
    const name = faultNames.find((known) => known === key);
    if (name === undefined) throw new FaultPlanError(`rates knows ${faultNames.join(", ")}, not ${key}.`);
    if (typeof rate !== "number" || !(rate >= 0 && rate <= 1)) {
      throw new FaultPlanError(`rates.${name} must be a number from 0 to 1, such as 0.05 for one in twenty.`);
    }
    rates[name] = rate;
    sum += rate;
  }
  // A little more than 1, because ten times 0.1 is.
  if (sum > 1.000001) throw new FaultPlanError("The rates together must not be more than 1.");
  return rates;
}

function readOperations(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new FaultPlanError('operations must be a list of operation ids, such as ["createTask"].');
  }
  for (const id of value) {
    if (typeof id !== "string" || operationById(id) === undefined) {
      const example = operations[0]?.id;
      throw new FaultPlanError(
        `operations names ${JSON.stringify(id)}, which the API does not have (${example} is one).`,
      );
    }
  }
  return value;
}

/** Throws the dice of a plan; with the same seed they fall the same way. */
export class FaultDice {
  readonly plan: FaultPlan;
  readonly #next: () => number;

  constructor(plan: FaultPlan, seed: number) {
    this.plan = plan;
    this.#next = randomOf(seed);
  }

  /** What happens to the next request of an operation; undefined for nothing. */
  throw(operationId: string): FaultName | undefined {
    const { rates, operations: only } = this.plan;
    if (only !== undefined && !only.includes(operationId)) return undefined;
    let rest = this.#next();
    for (const name of faultNames) {
      rest -= rates[name] ?? 0;
      if (rest < 0) return name;
    }
    return undefined;
  }
}

import { isTime, readClock } from "../clock.ts";
import { FaultPlanError, readFaultPlan } from "../faults/plan.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Snapshot } from "../memory/store.ts";
import { conflict, invalid, Refusal } from "../refusal.ts";
import { type SeedChoice, seedNames } from "../seeds/choice.ts";
import type { ControlCall } from "./call.ts";
import type { Health } from "./control.ts";

/** Snapshots kept at most: each holds on to the records of its time. */
const maxSnapshots = 20;

export const health = ({ control }: ControlCall): Health => control.health();

export const reset = ({ control, body }: ControlCall): void => control.reset(readOrganization(body));

export async function seed({ control, body }: ControlCall): Promise<void> {
  const organization = readOrganization(body);
  control.seed(await readSeed(body.seed), organization);
}

export const listSnapshots = ({ snapshots }: ControlCall): string[] => [...snapshots.keys()];

export function takeSnapshot({ control, snapshots, name }: ControlCall): void {
  if (snapshots.size >= maxSnapshots && !snapshots.has(name)) {
    throw conflict(`There are ${maxSnapshots} snapshots already. Delete one first.`);
  }
  snapshots.set(name, control.snapshot());
}

export function restoreSnapshot({ control, snapshots, name }: ControlCall): void {
  control.restore(findSnapshot(snapshots, name));
}

export function deleteSnapshot({ snapshots, name }: ControlCall): void {
  findSnapshot(snapshots, name);
  snapshots.delete(name);
}

export function showClock({ control }: ControlCall): object {
  const { clock } = control;
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

export function setClock(call: ControlCall): object {
  const { clock } = call.control;
  const { now, frozen } = call.body;
  if (now === undefined && frozen === undefined) throw invalid("The body must have now or frozen.");
  if (frozen !== undefined && typeof frozen !== "boolean") throw invalid("The frozen field must be true or false.");
  if (now !== undefined) clock.set(readTime(now));
  if (frozen === true) clock.freeze();
  if (frozen === false) clock.resume();
  return showClock(call);
}

export function advanceClock(call: ControlCall): object {
  const { clock } = call.control;
  const { ms } = call.body;
  if (typeof ms !== "number" || ms < 0) throw invalid("The ms field must be a number of milliseconds from 0 on.");
  if (!isTime(clock.now() + ms)) throw invalid("The ms field is too large: the clock goes to the end of 2105.");
  clock.advance(ms);
  return showClock(call);
}

export function listRequests({ control, query }: ControlCall): object {
  const last = query.get("last") ?? "50";
  if (!/^\d{1,6}$/.test(last)) throw invalid("The last parameter must be a whole number.");
  return control.requests(Number(last));
}

export const clearRequests = ({ control }: ControlCall): void => control.clearRequests();

export const showFaults = ({ control }: ControlCall): unknown => control.faults ?? null;

export function setFaults({ control, body }: ControlCall): unknown {
  try {
    control.faults = readFaultPlan(body);
  } catch (error) {
    throw error instanceof FaultPlanError ? invalid(error.message) : error;
  }
  return control.faults;
}

export function clearFaults({ control }: ControlCall): void {
  control.faults = undefined;
}

function findSnapshot(snapshots: ReadonlyMap<string, Snapshot>, name: string): Snapshot {
  const found = snapshots.get(name);
  if (found === undefined) throw new Refusal(404, `There is no snapshot "${name}".`);
  return found;
}

function readOrganization({ organization }: JsonObject): string | undefined {
  if (organization === undefined) return undefined;
  if (typeof organization === "string" && /^[^~]+$/.test(organization)) return organization;
  throw invalid("The organization field must be the name of an organization: what stands before the ~ of a token.");
}

function readTime(value: unknown): number {
  try {
    if (typeof value === "string") return readClock(value);
  } catch {
    // Said below.
  }
  throw invalid("The now field must be a datetime from 1970 to 2105, such as 2026-03-09T08:00:00Z.");
}

async function readSeed(value: unknown): Promise<SeedChoice> {
  const named = seedNames.find((name) => name === value);
  if (named !== undefined) return named;
  if (!isObject(value)) throw invalid(`The seed field must be ${seedNames.join(" or ")}, or records by collection.`);
  // Loaded here, because it needs the validators of answers, which a mock otherwise does without.
  const { checkSeed, isSeed } = await import("../seeds/check.ts");
  if (isSeed(value)) return value;
  throw invalid(checkSeed(value).join(" "));
}

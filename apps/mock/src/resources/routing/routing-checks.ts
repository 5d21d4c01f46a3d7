import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { readTimeOfDay } from "../../time-of-day.ts";
import { reachesHub } from "../user/user-sight.ts";
import { readPosition } from "./position.ts";
import { taskIdOf } from "./routing-visit-id.ts";

/** Whom a run is to bring together. */
export interface Parties {
  readonly visits: readonly JsonObject[];
  readonly vehicles: readonly JsonObject[];
}

/**
 * Refuses vehicles and tasks that do not exist, hours that go back in time, sub-hubs that the caller has no access to
 * (facts: routing.md 20) and a start that is no place; the hub is seen to by the document.
 */
export function checkRun(
  call: Call,
  { visits, vehicles }: Parties,
  { hubCoordinate, configuration }: JsonObject,
): void {
  for (const [index, { id, workingTime }] of vehicles.entries()) {
    selected(call, "vehicles", id, `vehicles.${index}.id`);
    checkHours(workingTime, `vehicles.${index}.workingTime`);
  }
  for (const [index, { id }] of visits.entries()) {
    const taskId = taskIdOf(id);
    if (taskId !== undefined) selected(call, "tasks", taskId, `visits.${index}.id`);
  }
  checkSubHubs(call, configuration);
  if (hubCoordinate !== undefined && readPosition(hubCoordinate) === undefined) {
    throw invalid("The hubCoordinate must be a place on earth.");
  }
}

function checkHours(workingTime: unknown, field: string): void {
  if (!isObject(workingTime)) return;
  const { startTime, endTime } = workingTime;
  if ((readTimeOfDay(startTime) ?? 0) >= (readTimeOfDay(endTime) ?? 0)) {
    throw invalid(`The ${field}.startTime must be before the endTime.`);
  }
}

function checkSubHubs(call: Call, configuration: unknown): void {
  const hubs = isObject(configuration) ? objectsIn(configuration.subHubs) : [];
  for (const [index, { id }] of hubs.entries()) {
    if (id === undefined) continue;
    const field = `configuration.subHubs.${index}.id`;
    selected(call, "hubs", id, field);
    if (!reachesHub(call, id)) throw unknownChoice(field);
  }
}

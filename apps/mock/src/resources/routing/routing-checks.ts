import type { Call } from "../../behave/call.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { reachesHub } from "../user/user-sight.ts";
import { objectsIn } from "./routing-request.ts";
import { taskIdOf } from "./routing-visit-id.ts";
import { readClock, readPosition } from "./routing-way.ts";

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
    check(call, "vehicles", id, `vehicles.${index}.id`);
    checkHours(workingTime, `vehicles.${index}.workingTime`);
  }
  for (const [index, { id }] of visits.entries()) {
    const taskId = taskIdOf(id);
    if (taskId !== undefined) check(call, "tasks", taskId, `visits.${index}.id`);
  }
  checkSubHubs(call, configuration);
  if (hubCoordinate !== undefined && readPosition(hubCoordinate) === undefined) {
    throw invalid("The hubCoordinate must be a place on earth.");
  }
}

function check({ organization }: Call, name: string, id: unknown, field: string): void {
  if (organization.collection(name).findBy("_id", id) === undefined) throw invalid(`The selected ${field} is invalid.`);
}

function checkHours(workingTime: unknown, field: string): void {
  if (!isObject(workingTime)) return;
  const { startTime, endTime } = workingTime;
  if ((readClock(startTime) ?? 0) >= (readClock(endTime) ?? 0)) {
    throw invalid(`The ${field}.startTime must be before the endTime.`);
  }
}

function checkSubHubs(call: Call, configuration: unknown): void {
  const hubs = isObject(configuration) ? objectsIn(configuration.subHubs) : [];
  for (const [index, { id }] of hubs.entries()) {
    if (id === undefined) continue;
    const field = `configuration.subHubs.${index}.id`;
    check(call, "hubs", id, field);
    if (!reachesHub(call, id)) throw invalid(`The selected ${field} is invalid.`);
  }
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { rulesOf } from "../../behave/rules.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { writeTime } from "../../notation.ts";
import { conflict, Refusal, unknownRecord } from "../../refusal.ts";
import { assigned } from "../task/task-assignment.ts";
import { withChange } from "../task/task-history.ts";
import { emitDispatched } from "./routing-events.ts";
import { objectsIn } from "./routing-request.ts";
import { taskIdOf } from "./routing-visit-id.ts";
import { readClock } from "./routing-way.ts";

/**
 * Writes a plan into the tasks of its visits (facts: routing.md 28 to 30, 33, 34). Split visits and cross docking, which
 * would make new tasks, are not planned and so not dispatched.
 */
defineBehaviour("dispatchRoutingResult", (call) => {
  const result = call.records.get(String(call.body.resultId))?.value;
  if (result === undefined) throw unknownRecord();
  const { result: plan } = result;
  if (!isObject(plan)) throw conflict("The routing result has no plan to dispatch.");
  const visits = objectsIn(plan.routing).flatMap((route) => objectsIn(route.trips).map((stop) => ({ route, stop })));
  const tasks = visits.flatMap(({ route, stop }) => {
    const taskId = taskIdOf(stop.visitId);
    return taskId === undefined ? [] : [dispatch(call, taskId, route, stop, result._id)];
  });
  const failed = tasks.filter(({ status }) => !status).length;
  emitDispatched(call, result, tasks.length - failed, tasks.length);
  const body = documentedBody(call.operation, 200);
  const counted = { ...(isObject(body) ? body : {}), success: tasks.length - failed, failed, tasks };
  return { status: 200, headers: {}, body: JSON.stringify(counted) };
});

function dispatch(call: Call, taskId: string, route: JsonObject, stop: JsonObject, resultId: unknown) {
  const entry = call.organization.collection("tasks").get(taskId);
  const fault = attempt(() => stamp(call, entry, route, stop, resultId));
  return {
    _id: taskId,
    title: entry?.value.title || null,
    status: fault === undefined,
    message: fault ?? "success",
    action: "update",
  };
}

/** Why some work was refused; undefined when it was done. */
function attempt(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.message;
  }
}

/** A route without a driver leaves its tasks unassigned. */
function stamp(call: Call, entry: Entry | undefined, route: JsonObject, stop: JsonObject, resultId: unknown): void {
  if (entry === undefined) throw unknownRecord();
  const { key, value: before } = entry;
  if (before.status === "DONE") throw conflict("A finished task can not be changed.");
  const task = {
    ...assigned(call, before, route.assignee ? [String(route.assignee)] : []),
    assignedVehicle: vehicleOf(route),
    assignedVehicleId: route.vehicleId,
    routePlannedOrder: Math.max(1, Number(stop.order)),
    distance: stop.distance,
    eta: stop.eta,
    etd: stop.etd,
    waitingTime: stop.waitingTime,
    routingResultId: resultId,
    updatedBy: callerOf(call).email,
    updatedTime: writeTime("tasks", "updatedTime", call.world.now()),
  };
  const after = withChange(call, task, before, undefined);
  call.organization.collection("tasks").put(key, after);
  rulesOf("tasks").changed?.(call, after, before);
}

/** Tasks write an end after midnight as a time of day and a number of days. */
function vehicleOf({ vehicleId, vehicleName, assignee, speed, workingTime }: JsonObject): JsonObject {
  const { startTime, endTime } = isObject(workingTime) ? workingTime : {};
  const end = readClock(endTime) ?? 0;
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    _id: vehicleId,
    name: vehicleName,
    ...(assignee ? { assignee } : {}),
    speed,
    workingTime: {
      startTime,
      endTime: `${two(Math.floor(end / 3600) % 24)}:${two(Math.floor(end / 60) % 60)}`,
      multiday: Math.floor(end / 86_400),
    },
  };
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { putRecord } from "../../behave/records.ts";
import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { attempt, conflict, Refusal, unknownRecord } from "../../refusal.ts";
import { readTimeOfDay, writeTimeOfDay } from "../../time-of-day.ts";
import { assigned } from "../task/task-assignment.ts";
import { finishedMessage } from "../task/task-change.ts";
import { withSideChange } from "../task/task-history.ts";
import { emitDispatched } from "./routing-events.ts";
import { taskIdOf } from "./routing-visit-id.ts";

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
  return answerDocumented(call, { success: tasks.length - failed, failed, tasks });
});

function dispatch(call: Call, taskId: string, route: JsonObject, stop: JsonObject, resultId: unknown) {
  const entry = call.organization.collection("tasks").get(taskId);
  const done = attempt(() => stamp(call, entry, route, stop, resultId));
  const isRefused = done instanceof Refusal;
  return {
    _id: taskId,
    title: entry?.value.title || null,
    status: !isRefused,
    message: isRefused ? done.message : "success",
    action: "update",
  };
}

/** A route without a driver leaves its tasks unassigned. */
function stamp(call: Call, entry: Entry | undefined, route: JsonObject, stop: JsonObject, resultId: unknown): void {
  if (entry === undefined) throw unknownRecord();
  const { value: before } = entry;
  if (before.status === "DONE") throw conflict(finishedMessage);
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
  };
  putRecord(call, "tasks", withSideChange(call, task, before), before);
}

/** Tasks write an end after midnight as a time of day and a number of days. */
function vehicleOf({ vehicleId, vehicleName, assignee, speed, workingTime }: JsonObject): JsonObject {
  const { startTime, endTime } = isObject(workingTime) ? workingTime : {};
  const end = readTimeOfDay(endTime) ?? 0;
  return {
    _id: vehicleId,
    name: vehicleName,
    ...(assignee ? { assignee } : {}),
    speed,
    workingTime: {
      startTime,
      endTime: writeTimeOfDay(end % 86_400)
        .slice(0, -":ss".length)
        .padStart("HH:mm".length, "0"),
      multiday: Math.floor(end / 86_400),
    },
  };
}

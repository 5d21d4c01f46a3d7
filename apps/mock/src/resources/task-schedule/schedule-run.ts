import { basePath } from "@mileapp/contract";
import { Call, operationOf, type World } from "../../behave/call.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Organization } from "../../memory/organization.ts";
import { writePlain, writeTime } from "../../notation.ts";
import { attempt, Refusal } from "../../refusal.ts";
import { createUnasked } from "../task/unasked-task.ts";
import { byOwner } from "../user/by-owner.ts";

/**
 * Carries one run of a schedule out: makes its task at the moment when it was due, and writes down what became of it (facts:
 * task-schedule.md 7, 8). Users and hubs are those of the schedule, and no caller's sight limits them.
 */
export function runSchedule(organization: Organization, world: World, key: string, due: number): void {
  const schedules = organization.collection("taskSchedules");
  const schedule = schedules.get(key)?.value;
  if (schedule === undefined) return;
  const { method, path } = operationOf("createTask");
  const exchange = world.exchange({ method, url: basePath + path, headers: {}, body: undefined });
  const outcome = outcomeOf(byOwner(new Call(exchange, organization, world)).at(due), schedule);
  schedules.put(key, {
    ...schedule,
    logExecuted: { ...outcome, lastExecute: writePlain(due) },
    updatedTime: writeTime("taskSchedules", "updatedTime", due),
  });
}

function outcomeOf(call: Call, schedule: JsonObject): JsonObject {
  const { createdFrom, ...values } = isObject(schedule.task) ? schedule.task : {};
  const { flow, flowId, hubId, assignee, createdBy } = schedule;
  // A flow that has another name by now is still the same.
  const name = call.organization.collection("flows").get(String(flowId))?.value.name ?? flow;
  const origin = { createdBy, createdFrom: createdFrom || "SCHEDULER" };
  const made = attempt(() => createUnasked(call, { ...values, flow: name, hubId, assignee }, origin));
  if (made instanceof Refusal) return { status: "FAILED", message: [made.message] };
  const { key } = made;
  return { status: "SUCCESS", taskId: key, message: [`taskId: ${key}`, "Task has been created successfully."] };
}

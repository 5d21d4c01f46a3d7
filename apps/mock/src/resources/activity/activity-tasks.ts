import type { Call } from "../../behave/call.ts";
import { organizationId } from "../../behave/stamps.ts";
import type { JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";
import { invalid } from "../../refusal.ts";
import { newTask } from "../task/task-new.ts";
import { callersUser } from "../user/user-sight.ts";

/**
 * Makes the task of a step, which is an ordinary task of the step's flow (facts: activity.md 3). Throws a `Refusal` when
 * the flow, the hub or the workers do not allow what is sent.
 */
export function stepTask(
  call: Call,
  activity: JsonObject,
  step: JsonObject,
  sent: JsonObject,
  index: number,
): JsonObject {
  const assignee = [sent.assignee ?? []].flat().map(String);
  const hubId = sent.hubId ?? activity.hubId ?? usualHub(call, assignee[0]);
  if (call.organization.collection("hubs").get(String(hubId)) === undefined) {
    throw invalid(`The selected tasks.${index}.hubId is invalid.`);
  }
  const now = call.world.now();
  const stamps = {
    _id: call.world.nextId(),
    organizationId: organizationId(call),
    createdTime: writeTime("tasks", "createdTime", now),
    updatedTime: writeTime("tasks", "updatedTime", now),
  };
  const task = newTask(call.as("createTask"), stamps, { ...sent, flow: step.flowName, hubId, assignee });
  const createdFrom = sent.createdFrom || task.createdFrom;
  return { ...task, createdFrom, taskType: "activityChild", parentId: activity._id };
}

/** Without any hub in the request: the first one of the worker, else of the caller, else of the organization. */
function usualHub(call: Call, email: string | undefined): unknown {
  const worker = call.organization.collection("users").findBy("email", email)?.value;
  const { hubId: own } = worker ?? callersUser(call);
  const [first] = call.organization.collection("hubs").entries();
  return Array.isArray(own) && own.length > 0 ? own[0] : first?.key;
}

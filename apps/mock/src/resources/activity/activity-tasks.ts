import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { stampNew } from "../../behave/stamps.ts";
import type { JsonObject } from "../../json.ts";
import { newTask } from "../task/task-new.ts";
import { callersUser, findUser, usualHub } from "../user/find-user.ts";

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
  const worker = findUser(call, assignee[0])?.value ?? callersUser(call);
  const hubId = sent.hubId ?? activity.hubId ?? usualHub(call, worker);
  selected(call, "hubs", hubId, `tasks.${index}.hubId`);
  const creation = call.as("createTask");
  const stamps = stampNew(creation, {}, call.world.nextId());
  const task = newTask(creation, stamps, { ...sent, flow: step.flowName, hubId, assignee });
  const createdFrom = sent.createdFrom || task.createdFrom;
  return { ...task, createdFrom, taskType: "activityChild", parentId: activity._id };
}

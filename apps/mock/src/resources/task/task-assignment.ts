import { type Call, callerOf } from "../../behave/call.ts";
import { type JsonObject, textsIn, without } from "../../json.ts";
import { writeTime } from "../../notation.ts";
import { findUser } from "../user/find-user.ts";
import { checkWorkers } from "../user/workers.ts";

/** The users that a request names, each once. */
export function readAssignees(value: unknown): readonly string[] {
  return [...new Set(textsIn(value))];
}

/**
 * The task, given to these users in place of those who had it; to nobody when there are none (facts: task.md 1 to 4, 10).
 * The copied user is the first. Throws a `Refusal` when one of them is unknown or does not belong to the task's hub.
 */
export function assigned(call: Call, task: JsonObject, emails: readonly string[]): JsonObject {
  const [first] = emails;
  if (first === undefined) {
    const freed = without(task, ["assignedTo", "assignedBy", "assignedTime"]);
    return { ...freed, assignee: [], status: "UNASSIGNED" };
  }
  checkWorkers(call, emails, task.hubId);
  return {
    ...task,
    assignee: emails,
    status: "ONGOING",
    assignedTo: copyOf(call, first),
    assignedBy: callerOf(call).name,
    assignedTime: writeTime("tasks", "assignedTime", call.world.now()),
  };
}

/** What a task holds of the user whom it is given to. */
export function copyOf(call: Call, email: string): JsonObject {
  const { _id, name, hubId } = findUser(call, email)?.value ?? {};
  return { _id, name, email, hubId, organization: null, role: null };
}

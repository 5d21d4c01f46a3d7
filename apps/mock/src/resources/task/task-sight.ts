import type { Call } from "../../behave/call.ts";
import { type JsonObject, objectsIn, valueAt } from "../../json.ts";
import { unknownRecord } from "../../refusal.ts";
import { findUser, hubsOf, roleOf } from "../user/find-user.ts";
import { isTeamMate, limitedCaller } from "../user/user-sight.ts";
import { readAssignees } from "./task-assignment.ts";

/** The permission that narrows a role to the tasks of its user. */
const onlyOwn = "view/task/only-me";

/**
 * Whether the caller sees a task: it is assigned to him, or it is in one of his hubs and not only for other teams, unless
 * his role shows him nothing but his own (facts: task.md 23, 24; role.md). Undefined when he sees all.
 */
export function taskSight(call: Call): ((task: JsonObject) => boolean) | undefined {
  const caller = limitedCaller(call);
  if (caller === undefined) return undefined;
  const hubs = new Set(isNarrowed(call, caller) ? [] : hubsOf(caller));
  return ({ assignee, hubId }) => {
    const workers = readAssignees(assignee);
    if (workers.includes(String(caller.email))) return true;
    if (!hubs.has(hubId)) return false;
    return workers.length === 0 || workers.some((email) => isTeamMate(caller, findUser(call, email)?.value ?? {}));
  };
}

/** Answers as if a task did not exist that the caller does not see. */
export function checkSight(call: Call, task: JsonObject): void {
  if (taskSight(call)?.(task) === false) throw unknownRecord();
}

/** A role tells its permissions in one list, the copy of it in a user in another. */
function isNarrowed(call: Call, user: JsonObject): boolean {
  const rows = [roleOf(call, user)?.permission, valueAt(user.role, "/permissions")].flatMap(objectsIn);
  return rows.some(({ name, access }) => name === onlyOwn && access === true);
}

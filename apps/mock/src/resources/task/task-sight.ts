import type { Call } from "../../behave/call.ts";
import { type JsonObject, valueAt } from "../../json.ts";
import { invalid, unknownRecord } from "../../refusal.ts";
import { isTeamMate, limitedCaller, reachesHub } from "../user/user-sight.ts";
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
  const users = call.organization.collection("users");
  const seesOthers = !isNarrowed(call, caller);
  return ({ assignee, hubId }) => {
    const workers = readAssignees(assignee);
    if (workers.includes(String(caller.email))) return true;
    if (!seesOthers || !reachesHub(call, hubId)) return false;
    return (
      workers.length === 0 || workers.some((email) => isTeamMate(caller, users.findBy("email", email)?.value ?? {}))
    );
  };
}

/** Answers as if a task did not exist that the caller does not see. */
export function checkSight(call: Call, task: JsonObject): void {
  if (taskSight(call)?.(task) === false) throw unknownRecord();
}

/** Refuses a hub that the caller has no access to (facts: task.md 10, 21). */
export function checkHubAccess(call: Call, hubId: unknown): void {
  if (!reachesHub(call, hubId)) throw invalid("The selected hubId is invalid.");
}

/** A role tells its permissions in one list, the copy of it in a user in another. */
function isNarrowed({ organization }: Call, { roleId, role }: JsonObject): boolean {
  const own = valueAt(organization.collection("roles").get(String(roleId))?.value, "/permission");
  const rows: readonly unknown[] = [own, valueAt(role, "/permissions")].flat();
  return rows.some((row) => valueAt(row, "/name") === onlyOwn && valueAt(row, "/access") === true);
}

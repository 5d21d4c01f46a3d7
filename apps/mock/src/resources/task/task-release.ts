import type { Call } from "../../behave/call.ts";
import { without } from "../../json.ts";
import { writeTime } from "../../notation.ts";

/** Takes a user who is gone off the ongoing tasks; a task without anybody is UNASSIGNED again (facts: user.md, task.md 38). */
export function releaseTasks(call: Call, email: string): void {
  const tasks = call.organization.collection("tasks");
  const updatedTime = writeTime("tasks", "updatedTime", call.world.now());
  for (const { key, value } of [...tasks.allBy("status", "ONGOING")]) {
    if (!Array.isArray(value.assignee) || !value.assignee.includes(email)) continue;
    const assignee = value.assignee.filter((one) => one !== email);
    const rest = { ...value, assignee, updatedTime };
    const freed = without(rest, ["assignedTo", "assignedBy", "assignedTime"]);
    tasks.put(key, assignee.length > 0 ? rest : { ...freed, status: "UNASSIGNED" });
  }
}

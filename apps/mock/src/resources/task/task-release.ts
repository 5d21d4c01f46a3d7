import { type Call, callerOf } from "../../behave/call.ts";
import { writeTime } from "../../notation.ts";
import { assigned, copyOf } from "./task-assignment.ts";
import { withChange } from "./task-history.ts";

/** Takes a user who is gone off the ongoing tasks; a task without anybody is UNASSIGNED again (facts: user.md, task.md 38). */
export function releaseTasks(call: Call, email: string): void {
  const tasks = call.organization.collection("tasks");
  const updated = {
    updatedBy: callerOf(call).email,
    updatedTime: writeTime("tasks", "updatedTime", call.world.now()),
  };
  for (const { key, value } of [...tasks.allBy("status", "ONGOING")]) {
    if (!Array.isArray(value.assignee) || !value.assignee.includes(email)) continue;
    const assignee = value.assignee.filter((one) => one !== email);
    const task =
      assignee.length === 0
        ? assigned(call, value, [])
        : { ...value, assignee, assignedTo: copyOf(call, String(assignee[0])) };
    tasks.put(key, withChange(call, { ...task, ...updated }, value, undefined));
  }
}

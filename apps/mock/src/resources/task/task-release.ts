import type { Call } from "../../behave/call.ts";
import { textsIn } from "../../json.ts";
import { assigned, copyOf } from "./task-assignment.ts";
import { withSideChange } from "./task-history.ts";

/** Takes a user who is gone off the ongoing tasks; a task without anybody is UNASSIGNED again (facts: user.md, task.md 38). */
export function releaseTasks(call: Call, email: string): void {
  const tasks = call.organization.collection("tasks");
  for (const { key, value } of [...tasks.allBy("status", "ONGOING")]) {
    const before = textsIn(value.assignee);
    if (!before.includes(email)) continue;
    const assignee = before.filter((one) => one !== email);
    const [first] = assignee;
    const task =
      first === undefined ? assigned(call, value, []) : { ...value, assignee, assignedTo: copyOf(call, first) };
    tasks.put(key, withSideChange(call, task, value));
  }
}

import type { Call } from "../../behave/call.ts";
import { type JsonObject, textsIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { readTime, writeTime } from "../../notation.ts";
import { stepsOf } from "./activity-workflows.ts";

/** The tasks of an activity's steps in their order; undefined in the place of one that is gone. */
export function tasksOf(call: Call, { subId }: JsonObject): readonly (Entry | undefined)[] {
  const tasks = call.organization.collection("tasks");
  return textsIn(subId).map((id) => tasks.get(id));
}

/** What an activity has from the tasks of its steps (facts: activity.md 4 to 6). */
export function stateOf(workflow: unknown, tasks: readonly (JsonObject | undefined)[]): JsonObject {
  const present = tasks.filter((task) => task !== undefined);
  const times = (property: string) =>
    present.map((task) => readTime(task[property])).filter((time) => !Number.isNaN(time));
  const isDone = present.every(({ status }) => status === "DONE");
  const isBegun = present.some(({ status }) => status !== "UNASSIGNED");
  return {
    assignee: [...new Set(present.flatMap(({ assignee }) => textsIn(assignee)))],
    status: isDone ? "DONE" : isBegun ? "ONGOING" : "UNASSIGNED",
    subStatus: labelOf(workflow, tasks),
    startTime: writeTime("activities", "startTime", Math.min(...times("startTime"))),
    endTime: writeTime("activities", "endTime", Math.max(...times("endTime"))),
  };
}

/** The label of the step that was finished last; of steps finished at one moment, the later step. */
function labelOf(workflow: unknown, tasks: readonly (JsonObject | undefined)[]): unknown {
  let last: { time: number; label: unknown } | undefined;
  for (const [index, step] of stepsOf(workflow).entries()) {
    const task = tasks[index];
    if (task?.status !== "DONE") continue;
    const time = readTime(task.doneTime ?? task.updatedTime);
    if (last === undefined || time >= last.time) last = { time, label: step.statusMapping };
  }
  return last?.label ?? null;
}

const seen = new WeakMap<Entry, readonly (Entry | undefined)[]>();

/**
 * Brings the activities of the organization up to date with their tasks. It is done before activities are read, so no
 * write of a task has to know of them; one whose tasks are as they were costs next to nothing.
 */
export function followTasks(call: Call): void {
  for (const entry of call.records.entries()) {
    if (entry.value.status === "DONE") continue;
    const tasks = tasksOf(call, entry.value);
    const known = seen.get(entry);
    if (known !== undefined && tasks.every((task, index) => task === known[index])) continue;
    seen.set(follow(call, entry, tasks), tasks);
  }
}

function follow(call: Call, entry: Entry, tasks: readonly (Entry | undefined)[]): Entry {
  const values = tasks.map((task) => task?.value);
  const present = values.filter((task) => task !== undefined);
  if (present.length === 0) return entry;
  const state = stateOf(entry.value.workflow, values);
  const isSame = Object.entries(state).every(([name, own]) => String(own) === String(entry.value[name]));
  if (isSame) return entry;
  const last = present.reduce((a, b) => (readTime(b.updatedTime) > readTime(a.updatedTime) ? b : a));
  return call.records.put(entry.key, {
    ...entry.value,
    ...state,
    updatedBy: last.updatedBy ?? "system",
    // Of a task that is gone nobody knows when it went.
    updatedTime: writeTime(
      "activities",
      "updatedTime",
      Math.max(readTime(last.updatedTime), readTime(entry.value.updatedTime)),
    ),
  });
}

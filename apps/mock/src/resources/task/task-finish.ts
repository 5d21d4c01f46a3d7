import { type Call, callerOf } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";

/**
 * The task, finished by the caller (facts: task.md 6). What the field app asks of its user, such as being assigned, in time
 * and near the place, is not asked here: this is how an integration reports work that is done.
 */
export function finished(call: Call, task: JsonObject): JsonObject {
  const { name } = callerOf(call);
  return {
    ...task,
    status: "DONE",
    doneBy: name,
    doneTime: writeTime("tasks", "doneTime", call.world.now()),
    doneFrom: "WEB",
    doneOrder: Number(lastDoneBy(call, name)?.doneOrder ?? 0) + 1,
    isLastDoneOrder: true,
  };
}

/** Takes the mark of the latest finished task from the one that had it before. */
export function passMark(call: Call, { _id, doneBy }: JsonObject): void {
  const tasks = call.organization.collection("tasks");
  for (const { key, value } of [...tasks.allBy("isLastDoneOrder", true)]) {
    if (value.doneBy === doneBy && value._id !== _id) tasks.put(key, { ...value, isLastDoneOrder: false });
  }
}

function lastDoneBy(call: Call, name: string): JsonObject | undefined {
  for (const { value } of call.organization.collection("tasks").allBy("isLastDoneOrder", true)) {
    if (value.doneBy === name) return value;
  }
  return undefined;
}

import { type Call, callerOf } from "../../behave/call.ts";
import { type JsonObject, without } from "../../json.ts";
import { restateTime } from "../../notation.ts";
import { conflict, invalid } from "../../refusal.ts";
import { checkForm, type FlowForm, fillFromForm, formOf } from "../flow/flow-form.ts";
import { assigned, readAssignees } from "./task-assignment.ts";
import { finished } from "./task-finish.ts";
import { withChange } from "./task-history.ts";
import { derivedKeys, isServerKey } from "./task-keys.ts";
import { hubOf } from "./task-new.ts";
import { checkSight } from "./task-sight.ts";

/** Why a finished task stays as it is (facts: task.md 5). */
export const finishedMessage = "A finished task can not be changed.";

/** Refuses to change a finished task, or the flow of any (facts: task.md 5, 17), and knows none that is out of sight. */
export function checkChange(call: Call, before: JsonObject, draft: JsonObject): void {
  checkSight(call, before);
  if (before.status === "DONE") throw conflict(finishedMessage);
  if (draft.flow !== before.flow) throw invalid("The flow of a task can not be changed.");
}

/** The new state of a task after a request (facts: task.md 3 to 6, 18 to 21). `draft` is already merged or replaced. */
export function changedTask(call: Call, draft: JsonObject, before: JsonObject, sent: JsonObject): JsonObject {
  const form = formOf(call, String(before.flow));
  const isReplaced = call.operation.resource.verb.endsWith("replace");
  let task = filled(form, timed(restored(draft, before, sent, form)), isReplaced ? undefined : before, sent);
  if (task.hubId !== before.hubId) task = { ...task, hub: hubOf(call, task.hubId) };
  const emails = readAssignees(task.assignee);
  // Who has the task already keeps it as it was given.
  const isKept = String(emails) === String(before.assignee ?? []);
  task = isKept ? { ...task, assignee: before.assignee ?? [] } : assigned(call, task, emails);
  // A replacement ignores the status, as it does with everything that the server sets.
  if (call.operation.resource.verb.endsWith("update") && sent.status === "DONE") task = finished(call, task);
  return { ...withChange(call, task, before, form), updatedBy: callerOf(call).email };
}

/** Takes back what a request says of properties that only the server sets. */
function restored(draft: JsonObject, before: JsonObject, sent: JsonObject, form: FlowForm | undefined): JsonObject {
  const names = Object.keys(sent).filter((name) => name !== "updatedTime" && isServerKey(name, form));
  if (names.length === 0) return draft;
  const kept = names.filter((name) => name in before).map((name) => [name, before[name]]);
  return { ...without(draft, names), ...Object.fromEntries(kept) };
}

/** Times as tasks write them, whatever notation they were sent in. */
function timed(task: JsonObject): JsonObject {
  return {
    ...task,
    startTime: restateTime("tasks", "startTime", task.startTime),
    endTime: restateTime("tasks", "endTime", task.endTime),
  };
}

/** Checks the fields that are sent and fills in what follows from them; `before` is missing for a replacement. */
function filled(
  form: FlowForm | undefined,
  task: JsonObject,
  before: JsonObject | undefined,
  sent: JsonObject,
): JsonObject {
  // The flow may be gone by now; its tasks stay.
  if (form === undefined) return task;
  checkForm(form, sent, { partial: before !== undefined });
  if (before !== undefined) return fillFromForm(form, task, before);
  const derived = derivedKeys.filter((name) => isServerKey(name, form));
  return fillFromForm(form, without(task, derived));
}

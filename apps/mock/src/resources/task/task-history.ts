import type { Verb } from "@mileapp/contract";
import { type Call, callerOf } from "../../behave/call.ts";
import { inOnePiece, isObject, type JsonObject } from "../../json.ts";
import { writeMicro, writeTime } from "../../notation.ts";
import type { FlowForm } from "../flow/flow-form.ts";
import { isServerKey } from "./task-keys.ts";

/** The word for what the user did, by action of the history. */
const words = {
  create: "Created",
  put: "Updated",
  patch: "Updated",
  assign: "Assigned",
  unassign: "Unassigned",
  move: "Moved",
} as const;

type Action = keyof typeof words;

/** Entries that a task keeps: its creation and the latest changes. A task that a test changes for hours stays small. */
const maxEntries = 100;

const actionOfVerb: Readonly<Partial<Record<Verb, Action>>> = {
  replace: "put",
  "bulk-replace": "put",
  update: "patch",
  "bulk-update": "patch",
};

/** A new task with the first entry of its history: the data it was created with. */
export function withBeginning(call: Call, task: JsonObject, sent: JsonObject): JsonObject {
  return { ...task, histories: [entryOf(call, "create", sent)] };
}

/** A changed task with one more entry in its history, if anything of what requests decide has changed (facts: task.md 20). */
export function withChange(call: Call, task: JsonObject, before: JsonObject, form: FlowForm | undefined): JsonObject {
  const names = new Set([...Object.keys(before), ...Object.keys(task)]);
  const changed = [...names].filter(
    (name) => (name === "status" || !isServerKey(name, form)) && !isSame(before[name], task[name]),
  );
  if (changed.length === 0) return task;
  const known = kept(before.histories);
  const data = Object.fromEntries(changed.filter((name) => name in before).map((name) => [name, before[name]]));
  return { ...task, histories: [...known, entryOf(call, actionOf(call, task, changed), data)] };
}

/**
 * A task that changes because something else does, such as a plan: with who has changed it, and when. `before` is its
 * stored state.
 */
export function withSideChange(call: Call, task: JsonObject, before: JsonObject): JsonObject {
  const updatedBy = callerOf(call).email;
  const updatedTime = writeTime("tasks", "updatedTime", call.world.now());
  return withChange(call, { ...task, updatedBy, updatedTime }, before, undefined);
}

function kept(histories: unknown): readonly unknown[] {
  if (!Array.isArray(histories)) return [];
  return histories.length < maxEntries ? histories : [histories[0], ...histories.slice(2 - maxEntries)];
}

function entryOf(call: Call, action: Action, changeData: JsonObject): JsonObject {
  return {
    _id: call.world.nextId(),
    action,
    notes: inOnePiece(words[action], " by ", callerOf(call).name),
    changeData,
    createdAt: writeMicro(call.world.now()),
  };
}

/** Actions that are no replacement and no update assign, move or number anew. */
function actionOf({ operation }: Call, task: JsonObject, changed: readonly string[]): Action {
  const ofVerb = actionOfVerb[operation.resource.verb];
  if (ofVerb !== undefined) return ofVerb;
  if (!changed.includes("assignee")) return changed.includes("hubId") ? "move" : "patch";
  return task.status === "UNASSIGNED" ? "unassign" : "assign";
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return (Array.isArray(a) || isObject(a)) && JSON.stringify(a) === JSON.stringify(b);
}

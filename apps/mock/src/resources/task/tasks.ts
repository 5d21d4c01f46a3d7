import "./task-gallery.ts";
import "./task-list.ts";
import "./task-photo.ts";
import "./task-public.ts";
import "./task-tracking.ts";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { bulkUpdate } from "../../behave/bulk.ts";
import { defineRules } from "../../behave/rules.ts";
import { update } from "../../behave/single.ts";
import { conflict } from "../../refusal.ts";
import { emit } from "../../webhooks/emit.ts";
import { changedTask, checkChange } from "./task-change.ts";
import { passMark } from "./task-finish.ts";
import { newTask } from "./task-new.ts";
import { checkSight } from "./task-sight.ts";

/** Tasks (facts: task.md 1 to 22, 34 to 36). */
defineRules("tasks", {
  make: newTask,
  readable: checkSight,
  complete: (call, draft, before, sent) => (before === undefined ? draft : changedTask(call, draft, before, sent)),
  changeable: checkChange,
  removable(call, before) {
    checkSight(call, before);
    if (before.status === "DONE") throw conflict("A finished task can not be deleted.");
  },
  changed(call, after, before) {
    if (after === undefined) return;
    if (before === undefined) emit(call, "onTaskCreated", after);
    if (after.status === "ONGOING" && after.assignee !== before?.assignee) emit(call, "onTaskAssigned", after);
    if (after.status === "DONE" && before?.status !== "DONE") {
      passMark(call, after);
      emit(call, "onTaskFinished", after);
    }
  },
});

// Assigning and moving are updates of one property; the document says what each request may hold.
for (const id of ["assignTask", "moveTask"] as const) defineBehaviour(id, update);
for (const id of ["bulkAssignTasks", "bulkMoveTasks"] as const) defineBehaviour(id, bulkUpdate);

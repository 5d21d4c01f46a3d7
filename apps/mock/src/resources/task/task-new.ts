import { recordShape } from "@mileapp/contract/records";
import { type Call, callerOf } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import type { JsonObject } from "../../json.ts";
import { readTime, writeTime } from "../../notation.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { checkForm, fillFromForm, formOf } from "../flow/flow-form.ts";
import { taskTimes } from "../flow/flow-times.ts";
import { hubInTask } from "../hub/hub-copies.ts";
import { reachesHub } from "../user/user-sight.ts";
import { assigned, readAssignees } from "./task-assignment.ts";
import { withBeginning } from "./task-history.ts";
import { flowFields } from "./task-keys.ts";

/**
 * A new task as it is stored, made of what is sent (facts: task.md 2, 10 to 16). `stamps` are its id, its organization and
 * its times of creation and change; with `partial`, required fields may be left out. Throws a `Refusal` when the flow, the
 * hub, the users or the fields are wrong.
 */
export function newTask(call: Call, stamps: JsonObject, sent: JsonObject, { partial = false } = {}): JsonObject {
  if (sent.flow === "Handover") throw invalid("The flow Handover is kept for cross docking.");
  const form = formOf(call, String(sent.flow));
  if (form === undefined) throw unknownChoice("flow");
  checkForm(form, sent, { partial });
  const now = call.world.now();
  const start = sent.startTime === undefined ? undefined : readTime(sent.startTime);
  const { startTime, endTime } = taskTimes(form.flow, now, start);
  const end = sent.endTime === undefined ? endTime : readTime(sent.endTime);
  const { _id, organizationId, createdTime, updatedTime } = stamps;
  const draft: JsonObject = {
    _id,
    organizationId,
    flow: form.flow.name,
    flowId: form.flow._id,
    hubId: sent.hubId,
    hub: hubOf(call, sent.hubId),
    status: "UNASSIGNED",
    startTime: writeTime("tasks", "startTime", startTime),
    endTime: writeTime("tasks", "endTime", end),
    assignee: [],
    orderIndex: sent.orderIndex ?? Math.floor(now * ticksPerMillisecond),
    createdBy: callerOf(call).name,
    createdFrom: "API",
    createdTime,
    updatedTime,
    assignedVehicle: null,
    ...(typeof sent.refId === "string" && { refId: sent.refId }),
    ...recordShape("tasks").defaults,
  };
  const fields = flowFields(sent, form);
  const filled = fillFromForm(form, { ...draft, ...fields });
  const emails = readAssignees(sent.assignee);
  return withBeginning(call, emails.length > 0 ? assigned(call, filled, emails) : filled, fields);
}

/** The unit of `orderIndex` is 10 microseconds: Unix seconds times 100,000 (facts: task.md 16). */
const ticksPerMillisecond = 100;

/**
 * What a task holds of its hub. Throws a `Refusal` when there is no such hub, or the caller has no access to it (facts:
 * task.md 10, 21).
 */
export function hubOf(call: Call, hubId: unknown): JsonObject {
  const { value: hub } = selected(call, "hubs", hubId, "hubId");
  if (!reachesHub(call, hubId)) throw unknownChoice("hubId");
  return hubInTask(hub);
}

import { type Call, callerOf } from "../../behave/call.ts";
import { organizationId } from "../../behave/stamps.ts";
import type { JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";

/**
 * Adds a change to the log of a flow, with its state before and after (facts: flow.md 11). Of a new flow it is what was
 * sent that stands before.
 */
export function logChange(
  call: Call,
  action: "create" | "put" | "reorder",
  after: JsonObject,
  before: JsonObject | undefined,
): void {
  const id = call.world.nextId();
  const time = writeTime("flowLogs", "createdTime", call.world.now());
  call.organization.collection("flowLogs").put(id, {
    _id: id,
    flowId: after._id,
    action,
    changedBy: callerOf(call).name,
    version: before?.version ?? 1,
    rawData: before ?? withoutStamps(after),
    changeData: after,
    organizationId: organizationId(call),
    createdTime: time,
    updatedTime: time,
  });
}

function withoutStamps({ _id, createdTime, updatedTime, orderIndex, ...sent }: JsonObject): JsonObject {
  return sent;
}

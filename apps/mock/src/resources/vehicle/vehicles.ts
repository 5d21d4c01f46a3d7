import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { defineRules } from "../../behave/rules.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { invalid, unknownRecord } from "../../refusal.ts";
import { reachesHub } from "../user/user-sight.ts";

/** Vehicles (facts: vehicle.md): hours and limits must make sense, and the hub is shown in short. */
defineRules("vehicles", {
  complete(call, draft, before) {
    checkHours(draft);
    checkCapacity(draft);
    checkAssignee(call, draft.assignee, before?.assignee);
    if (draft.hubId !== before?.hubId && !reachesHub(call, draft.hubId)) {
      throw invalid("The selected hubId is invalid.");
    }
    return { assignee: "", tags: [], ...draft, hubs: hubOf(call, draft) };
  },
});

/** A hub without vehicles is answered like an unknown one. */
defineBehaviour("deleteVehiclesByHub", (call) => {
  const found = [...call.records.allBy("hubId", call.path("hubId"))];
  if (found.length === 0) throw unknownRecord();
  for (const { key } of found) call.records.delete(key);
  return { status: 200, headers: {}, body: JSON.stringify(documentedBody(call.operation, 200)) };
});

function checkHours({ workingTime, breakTime }: JsonObject): void {
  if (isObject(workingTime)) {
    const end = minutes(workingTime.endTime) + 24 * 60 * Number(workingTime.multiday);
    if (minutes(workingTime.startTime) >= end) throw invalid("The workingTime.startTime must be before the endTime.");
  }
  if (isObject(breakTime) && minutes(breakTime.startTime) >= minutes(breakTime.endTime)) {
    throw invalid("The breakTime.startTime must be before the endTime.");
  }
}

/** Minutes since midnight of `HH:mm` or `HH:mm:ss`. */
function minutes(time: unknown): number {
  const [hours = 0, rest = 0, seconds = 0] = String(time).split(":").map(Number);
  return hours * 60 + rest + seconds / 60;
}

function checkCapacity({ capacity }: JsonObject): void {
  for (const [name, limit] of Object.entries(isObject(capacity) ? capacity : {})) {
    if (isObject(limit) && Number(limit.min) >= Number(limit.max)) {
      throw invalid(`The capacity.${name}.min must be below the max.`);
    }
  }
}

/** Nobody is written as an empty text, so the document can't state the reference. */
function checkAssignee(call: Call, assignee: unknown, before: unknown): void {
  if (assignee === undefined || assignee === "" || assignee === before) return;
  if (call.organization.collection("users").findBy("email", assignee) === undefined) {
    throw invalid("The selected assignee is invalid.");
  }
}

function hubOf(call: Call, { hubId }: JsonObject): JsonObject {
  const { _id, name, address } = call.organization.collection("hubs").get(String(hubId))?.value ?? {};
  return { _id, name, address };
}

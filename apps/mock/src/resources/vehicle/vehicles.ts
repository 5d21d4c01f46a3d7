import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { dropRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { invalid, unknownChoice, unknownRecord } from "../../refusal.ts";
import { readTimeOfDay } from "../../time-of-day.ts";
import { hubInVehicle } from "../hub/hub-copies.ts";
import { reachesHub } from "../user/user-sight.ts";

/** Vehicles (facts: vehicle.md): hours and limits must make sense, and the hub is shown in short. */
defineRules("vehicles", {
  complete(call, draft, before) {
    checkHours(draft);
    checkCapacity(draft);
    checkAssignee(call, draft.assignee, before?.assignee);
    if (draft.hubId !== before?.hubId && !reachesHub(call, draft.hubId)) throw unknownChoice("hubId");
    const hub = call.organization.collection("hubs").get(String(draft.hubId))?.value ?? {};
    return { assignee: "", tags: [], ...draft, hubs: hubInVehicle(hub) };
  },
});

/** A hub without vehicles is answered like an unknown one. */
defineBehaviour("deleteVehiclesByHub", (call) => {
  const found = [...call.records.allBy("hubId", call.path("hubId"))];
  if (found.length === 0) throw unknownRecord();
  for (const entry of found) dropRecord(call, "vehicles", entry);
  return answerDocumented(call);
});

function checkHours({ workingTime, breakTime }: JsonObject): void {
  if (isObject(workingTime)) {
    const end = seconds(workingTime.endTime) + 86_400 * Number(workingTime.multiday);
    if (seconds(workingTime.startTime) >= end) throw invalid("The workingTime.startTime must be before the endTime.");
  }
  if (isObject(breakTime) && seconds(breakTime.startTime) >= seconds(breakTime.endTime)) {
    throw invalid("The breakTime.startTime must be before the endTime.");
  }
}

/** A time that is missing is neither before nor after another. */
const seconds = (time: unknown): number => readTimeOfDay(time) ?? Number.NaN;

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
  selected(call, "users", assignee, "assignee", "email");
}

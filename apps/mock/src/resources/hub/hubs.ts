import { equal } from "@mileapp/contract";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import { dropRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import type { JsonObject } from "../../json.ts";
import { conflict } from "../../refusal.ts";
import { callersUser, findUser, hubsOf } from "../user/find-user.ts";
import { hubInTask, hubInVehicle } from "./hub-copies.ts";

/** Hubs (facts: hub.md): the creator has access at once, and a hub that others use stays. */
defineRules("hubs", {
  complete: (_call, draft) => ({
    ...draft,
    deleteAccess: draft.deleteAccess ?? true,
    lat: Number(draft.lat),
    lng: Number(draft.lng),
  }),
  removable(call, { _id }) {
    // The creator's own access goes with the hub: otherwise nobody could delete a hub that he has just created.
    const { email } = callerOf(call);
    for (const { value } of call.organization.collection("users").entries()) {
      if (value.email !== email && hubsOf(value).includes(_id)) {
        throw conflict("The hub can't be deleted while other users are assigned to it.");
      }
    }
    for (const { value } of call.organization.collection("tasks").allBy("hubId", _id)) {
      if (value.status === "DONE") throw conflict("The hub can't be deleted because it has finished tasks.");
    }
  },
  changed(call, after, before) {
    if (after === undefined) removeWhatBelongsTo(call, before?._id);
    else if (before === undefined) grantAccess(call, after._id);
    else renameHub(call, after);
  },
});

/** With `byUser`, only the hubs that the caller has access to. */
defineBehaviour("listHubs", (call) => {
  const query = readQuery(call, { name: named });
  if (call.query.byUser !== true) return answerList(call, call.records.view(query));
  const own = new Set(hubsOf(callersUser(call)));
  return answerList(call, call.records.view(narrow(query, [...own], ({ _id }) => own.has(_id))));
});

/** A name may hold commas. */
const named = (wanted: unknown) => (hub: JsonObject) => hub.name === wanted;

function grantAccess(call: Call, hubId: unknown): void {
  const user = findUser(call, callerOf(call).email);
  if (user === undefined || hubsOf(user.value).includes(hubId)) return;
  const hubs = [...hubsOf(user.value), hubId];
  call.organization.collection("users").put(user.key, { ...user.value, hubId: hubs });
}

function removeWhatBelongsTo(call: Call, hubId: unknown): void {
  for (const name of ["tasks", "vehicles", "teams", "dataSources", "taskSchedules", "routingResults"]) {
    for (const entry of [...call.organization.collection(name).allBy("hubId", hubId)]) dropRecord(call, name, entry);
  }
  const users = call.organization.collection("users");
  for (const { key, value } of [...users.entries()]) {
    const hubs = hubsOf(value);
    if (hubs.includes(hubId)) users.put(key, { ...value, hubId: hubs.filter((id) => id !== hubId) });
  }
}

/** Vehicles and tasks carry their hub in short. */
function renameHub({ organization }: Call, after: JsonObject): void {
  const vehicles = organization.collection("vehicles");
  for (const { key, value } of [...vehicles.allBy("hubId", after._id)]) {
    if (value.hubs !== undefined) vehicles.put(key, { ...value, hubs: hubInVehicle(after) });
  }
  const hub = hubInTask(after);
  const tasks = organization.collection("tasks");
  for (const { key, value } of [...tasks.allBy("hubId", after._id)]) {
    if (!equal(value.hub, hub)) tasks.put(key, { ...value, hub });
  }
}

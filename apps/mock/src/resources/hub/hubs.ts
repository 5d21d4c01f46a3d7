import { equal } from "@mileapp/contract";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import { defineRules, rulesOf } from "../../behave/rules.ts";
import type { JsonObject } from "../../json.ts";
import { conflict } from "../../refusal.ts";

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
  const own = hubsOf(callersUser(call)?.value ?? {});
  return answerList(call, call.records.view(narrow(query, own, ({ _id }) => own.includes(_id))));
});

/** A name may hold commas. */
const named = (wanted: unknown) => (hub: JsonObject) => hub.name === wanted;

function callersUser(call: Call) {
  return call.organization.collection("users").findBy("email", callerOf(call).email);
}

function hubsOf({ hubId }: JsonObject): readonly unknown[] {
  return Array.isArray(hubId) ? hubId : [];
}

function grantAccess(call: Call, hubId: unknown): void {
  const user = callersUser(call);
  if (user === undefined || hubsOf(user.value).includes(hubId)) return;
  const hubs = [...hubsOf(user.value), hubId];
  call.organization.collection("users").put(user.key, { ...user.value, hubId: hubs });
}

function removeWhatBelongsTo(call: Call, hubId: unknown): void {
  for (const name of ["tasks", "vehicles", "teams", "dataSources", "taskSchedules", "routingResults"]) {
    const records = call.organization.collection(name);
    for (const { key, value } of [...records.allBy("hubId", hubId)]) {
      records.delete(key);
      rulesOf(name).changed?.(call, undefined, value);
    }
  }
  const users = call.organization.collection("users");
  for (const { key, value } of [...users.entries()]) {
    const hubs = hubsOf(value);
    if (hubs.includes(hubId)) users.put(key, { ...value, hubId: hubs.filter((id) => id !== hubId) });
  }
}

/** Vehicles and tasks carry their hub in short. */
function renameHub({ organization }: Call, { _id, name, address, lat, lng }: JsonObject): void {
  const vehicles = organization.collection("vehicles");
  for (const { key, value } of [...vehicles.allBy("hubId", _id)]) {
    if (value.hubs !== undefined) vehicles.put(key, { ...value, hubs: { _id, name, address } });
  }
  const hub = { _id, name, lat, lng };
  const tasks = organization.collection("tasks");
  for (const { key, value } of [...tasks.allBy("hubId", _id)]) {
    if (!equal(value.hub, hub)) tasks.put(key, { ...value, hub });
  }
}

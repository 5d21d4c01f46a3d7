import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { findRecord } from "../../behave/records.ts";
import { keyOfPath } from "../../behave/single.ts";
import { isObject, type JsonObject, without } from "../../json.ts";
import { unknownRecord } from "../../refusal.ts";
import { formOf } from "../flow/flow-form.ts";

/** Properties of every task that a guest may see. */
const shown = ["flow", "title", "content", "label", "expectedCoordinate", "status"];

/** What guests see of a task. When such a link expires is not published, so here it does not. */
defineBehaviour("getPublicTask", (call) => {
  const task = findRecord(call, keyOfPath(call))?.value;
  if (task === undefined) throw unknownRecord();
  const components = (formOf(call, String(task.flow))?.fields ?? [])
    .map(({ component }) => component)
    .filter(({ component }) => component === "list" || component === "bill");
  const names = [...shown, ...components.map(({ id }) => String(id))].filter((name) => name in task);
  const view = {
    task: { ...Object.fromEntries(names.map((name) => [name, task[name]])), histories: publicHistories(task) },
    taskComponentDetail: components.map(({ id, component, type }) => ({ id, component, ...(type ? { type } : {}) })),
    location: positionsOf(call, task),
  };
  return envelopeOf(call.operation, "/data").wrap(JSON.stringify(view));
});

function publicHistories({ histories }: JsonObject): readonly JsonObject[] {
  const entries = Array.isArray(histories) ? histories.filter(isObject) : [];
  return entries.map((entry) => without(entry, ["changeData"]));
}

/** The last known position of each worker during the task. */
function positionsOf({ organization }: Call, { _id }: JsonObject): readonly JsonObject[] {
  const latest = new Map<unknown, JsonObject>();
  for (const { value } of organization.collection("locationHistories").allBy("taskId", _id)) {
    const known = latest.get(value.email);
    if (known === undefined || String(known.createdTime) <= String(value.createdTime)) latest.set(value.email, value);
  }
  return [...latest.values()].map(({ email, lat, lon, createdTime }) => {
    const user = organization.collection("users").findBy("email", email)?.value;
    const worker = user && { user: { name: user.name, phoneNumber: user.phoneNumber ?? null } };
    return { email, lat: String(lat), lon: String(lon), createdTime, ...worker };
  });
}

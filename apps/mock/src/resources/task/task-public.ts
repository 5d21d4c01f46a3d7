import { defineBehaviour } from "../../behave/behaviours.ts";
import { Call } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { findRecord } from "../../behave/records.ts";
import { keyOfPath } from "../../behave/single.ts";
import { type JsonObject, objectsIn, without } from "../../json.ts";
import { documentedSeed } from "../../memory/documented-seed.ts";
import { readTime } from "../../notation.ts";
import { Refusal, unknownRecord } from "../../refusal.ts";
import { formOf } from "../flow/flow-form.ts";
import { findUser } from "../user/find-user.ts";
import { ownTexts } from "./task-keys.ts";

/** Properties of every task that a guest may see. */
const shown = ["flow", ...ownTexts, "expectedCoordinate", "status"];

/** What guests see of a task until its time is over, finished or not (facts: task.md 7, 32). */
defineBehaviour("getPublicTask", (asked) => {
  const call = whereItIs(asked);
  const task = findRecord(call, keyOfPath(call))?.value;
  if (task === undefined) throw unknownRecord();
  if (isExpired(call, task)) throw new Refusal(401);
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

/** A guest without a token belongs to no organization: the id alone says in which one the task is. */
function whereItIs(call: Call): Call {
  const id = keyOfPath(call);
  const { exchange, organization, world } = call;
  if (exchange.header("authorization") !== undefined || organization.collection("tasks").get(id) !== undefined) {
    return call;
  }
  const others = world.organizations().map((name) => world.organization(name));
  const found = others.find((other) => other.collection("tasks").get(id) !== undefined);
  return found === undefined ? call : new Call(exchange, found, world);
}

let documented: ReadonlySet<unknown> | undefined;

/** The links of the document's own tasks always hold, so that its examples can be tried on any day. */
function isExpired(call: Call, { _id, endTime }: JsonObject): boolean {
  documented ??= new Set(documentedSeed().tasks?.map((task) => task._id));
  return readTime(endTime) <= call.world.now() && !documented.has(_id);
}

function publicHistories({ histories }: JsonObject): readonly JsonObject[] {
  return objectsIn(histories).map((entry) => without(entry, ["changeData"]));
}

/** The last known position of each worker during the task. */
function positionsOf(call: Call, { _id }: JsonObject): readonly JsonObject[] {
  const latest = new Map<unknown, JsonObject>();
  for (const { value } of call.organization.collection("locationHistories").allBy("taskId", _id)) {
    const known = latest.get(value.email);
    if (known === undefined || String(known.createdTime) <= String(value.createdTime)) latest.set(value.email, value);
  }
  return [...latest.values()].map(({ email, lat, lon, createdTime }) => {
    const user = findUser(call, email)?.value;
    const worker = user && { user: { name: user.name, phoneNumber: user.phoneNumber ?? null } };
    return { email, lat: String(lat), lon: String(lon), createdTime, ...worker };
  });
}

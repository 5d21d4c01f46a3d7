import { type Call, callerOf } from "../../behave/call.ts";
import { documentedRecord } from "../../behave/documented-record.ts";
import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import type { Organization } from "../../memory/organization.ts";
import { writeDate, writeTime } from "../../notation.ts";
import { callersUser } from "../user/find-user.ts";
import { checkRun, type Parties } from "./routing-checks.ts";
import { emitFinished } from "./routing-events.ts";
import { makePlan } from "./routing-plan.ts";
import { completePlan } from "./routing-replan.ts";
import { constraintsOfVehicles } from "./routing-request.ts";

const collection = "routingResults";

/** The stored result of a run: its plan, or why there is none. With `background` it is still to be made. */
export function runOf(call: Call, { visits: _, vehicles: __, background, ...sent }: JsonObject): JsonObject {
  const parties = partiesOf(call);
  checkRun(call, parties, sent);
  const hub = call.organization.collection("hubs").get(String(sent.hubId))?.value ?? {};
  const begun = { ...sent, ...begin(call, hub, call.body) };
  return background === true ? { ...begun, status: "ongoing" } : { ...begun, ...outcomeOf(call, parties, begun) };
}

/** Makes the plan that was asked for in the background, unless the result is gone meanwhile or has another plan. */
export function finishRun(call: Call, key: string): void {
  const record = call.records.get(key)?.value;
  if (record?.status !== "ongoing") return;
  const updatedTime = writeTime(collection, "updatedTime", call.world.now());
  const finished = { ...record, ...outcomeOf(call, partiesOf(call), record), updatedTime };
  call.records.put(key, finished);
  emitFinished(call, finished);
}

const partiesOf = ({ body }: Call): Parties => ({ visits: objectsIn(body.visits), vehicles: objectsIn(body.vehicles) });

function outcomeOf(call: Call, parties: Parties, record: JsonObject): JsonObject {
  const finishTime = writeTime(collection, "finishTime", call.world.now());
  const fault = faultOf(parties);
  if (fault !== undefined) return { status: "failed", message: fault, finishTime };
  const { hubId, hubCoordinate, resultCode } = record;
  const configuration = isObject(record.configuration) ? record.configuration : {};
  const plan = makePlan({ ...parties, hubId: String(hubId), hubCoordinate: String(hubCoordinate), configuration });
  const { countryCode } = call.organization.collection("hubs").get(String(hubId))?.value ?? {};
  return { ...withPlan({ ...plan, resultCode, ...(countryCode !== undefined && { countryCode }) }), finishTime };
}

function faultOf({ visits, vehicles }: Parties): string | undefined {
  if (visits.length === 0) return "There is no visit to plan.";
  return vehicles.length === 0 ? "There is no vehicle to plan for." : undefined;
}

/** A result that begins with a plan that somebody has sent: the plan says which hub it is about. */
export function uploaded(call: Call, draft: JsonObject): JsonObject {
  return planned(call, { ...draft, ...begin(call, hubOf(call, draft.result), {}) });
}

function hubOf(call: Call, plan: unknown): JsonObject {
  const hubs = call.organization.collection("hubs");
  const stops = isObject(plan) ? objectsIn(plan.routing).flatMap(({ trips }) => objectsIn(trips)) : [];
  const [, id = ""] = /^hub-(.+)$/.exec(String(stops[0]?.visitId)) ?? [];
  const [first] = hubs.entries();
  return (hubs.get(id) ?? first)?.value ?? {};
}

/** The result with a plan that somebody has sent. */
export function planned(call: Call, { message: _, ...draft }: JsonObject, before?: unknown): JsonObject {
  const sent = isObject(draft.result) ? draft.result : {};
  const { finishTime = writeTime(collection, "finishTime", call.world.now()) } = draft;
  return { ...draft, ...withPlan(completePlan(call, sent, draft, before)), finishTime };
}

function withPlan(plan: JsonObject): JsonObject {
  const { routedVisits, droppedVisits, totalVisits } = isObject(plan.summary) ? plan.summary : {};
  const resultTotal = { routing: routedVisits, dropped: droppedVisits, total: totalVisits };
  return { result: plan, status: "done", resultTotal };
}

/** What a new result has before there is a plan; what a request leaves out gets its default. */
function begin(call: Call, hub: JsonObject, sent: JsonObject) {
  const now = call.world.now();
  const iso = new Date(now).toISOString();
  return {
    name: sent.name || `Routing ${iso.slice(5, 10)} ${iso.slice(11, 16)}`,
    resultCode: sent.resultCode ?? nextCode(call, writeDate(now, "")),
    configurationId: null,
    configuration: settingsOf(sent),
    hubId: hub._id,
    hubCoordinate: String(sent.hubCoordinate ?? `${hub.lat},${hub.lng}`),
    createdBy: callersUser(call)._id ?? documentedRecord(collection).createdBy,
    createdFrom: "API",
    user: { name: callerOf(call).name },
  };
}

/** The number that was used last, and its day: where to look for the next one. */
const lastCode = new WeakMap<Organization, { readonly day: string; readonly number: number }>();

/** A code that no result has: the day, and a number that counts its results from 001. */
function nextCode({ organization }: Call, day: string): string {
  const results = organization.collection(collection);
  const last = lastCode.get(organization);
  let number = last?.day === day ? last.number : 0;
  let code: string;
  do {
    number++;
    code = `Route-${day}-${String(number).padStart(3, "0")}`;
  } while (results.findBy("resultCode", code) !== undefined);
  lastCode.set(organization, { day, number });
  return code;
}

/**
 * The settings of the document's example, which are the defaults, with those that are sent. Vehicles that load again have
 * to return to the hub (facts: routing.md 13).
 */
function settingsOf({ configuration: wanted, vehicles }: JsonObject): JsonObject {
  const { configuration } = documentedRecord(collection);
  const { name: _, ...usual } = isObject(configuration) ? configuration : {};
  const sent = isObject(wanted) ? wanted : {};
  const capacityConstraint = constraintsOfVehicles(objectsIn(vehicles));
  return { ...usual, capacityConstraint, ...sent, ...(sent.multitrip === true && { returnToHub: true }) };
}

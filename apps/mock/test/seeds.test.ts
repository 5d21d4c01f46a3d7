import { expect, test } from "vitest";
import { createMock, type Mock } from "../src/index.ts";
import { isObject, type JsonObject, valueAt } from "../src/json.ts";
import { documentedSeed } from "../src/memory/documented-seed.ts";
import type { Seed } from "../src/memory/store.ts";
import { checkSeed } from "../src/seeds/check.ts";
import { demoSeed } from "../src/seeds/demo/demo.ts";
import { authorized } from "./support.ts";

const now = Date.parse("2026-07-15T05:30:00Z");
const demo = demoSeed({ now, random: 0 });

/** The records of a collection by a property. */
function by(seed: Seed, collection: string, property: string): Map<unknown, JsonObject> {
  return new Map((seed[collection] ?? []).map((record) => [record[property], record]));
}

test("the demo and the documented organization keep the document's schemas", () => {
  expect(checkSeed(documentedSeed())).toEqual([]);
  expect(checkSeed(demo)).toEqual([]);
});

test("the demo has some hundreds of tasks: the past is done, today is under way, tomorrow is open", () => {
  const counts = new Map<string, Set<unknown>>();
  for (const { startTime, status } of demo.tasks ?? []) {
    const date = String(startTime).slice(0, 10);
    counts.set(date, (counts.get(date) ?? new Set()).add(status));
  }
  expect(demo.tasks?.length).toBeGreaterThan(300);
  expect(counts.get("2026-07-14")).toEqual(new Set(["DONE", "UNASSIGNED"]));
  expect(counts.get("2026-07-15")).toEqual(new Set(["DONE", "ONGOING", "UNASSIGNED"]));
  expect(counts.get("2026-07-16")).toEqual(new Set(["UNASSIGNED"]));
});

test("whatever a task of the demo refers to exists, and belongs to its hub", () => {
  const hubs = by(demo, "hubs", "_id");
  const users = by(demo, "users", "email");
  const vehicles = by(demo, "vehicles", "_id");
  const results = by(demo, "routingResults", "_id");
  for (const { hubId, hub, assignee, assignedVehicleId, routingResultId } of demo.tasks ?? []) {
    expect(hubs.get(hubId)?.name).toBe(isObject(hub) && hub.name);
    for (const email of Array.isArray(assignee) ? assignee : []) expect(users.get(email)?.hubId).toContain(hubId);
    if (assignedVehicleId !== undefined) expect(vehicles.get(assignedVehicleId)?.hubId).toBe(hubId);
    if (routingResultId !== undefined) expect(results.get(routingResultId)?.hubId).toBe(hubId);
  }
});

test("the rounds of a routing result hold the tasks that were routed by it, in their order", () => {
  const documented = new Set(documentedSeed().routingResults?.map(({ _id }) => _id));
  for (const result of demo.routingResults ?? []) {
    const routed = (demo.tasks ?? []).filter(({ routingResultId }) => routingResultId === result._id);
    const routes = valueAt(result, "/result/routing");
    if (!Array.isArray(routes) || documented.has(result._id)) continue;
    for (const { totalWeight, vehicleMaxWeight } of routes) expect(totalWeight).toBeLessThanOrEqual(vehicleMaxWeight);
    const trips = routes.flatMap((route) => route.trips.slice(1));
    expect(trips.map(({ visitId }) => visitId).sort()).toEqual(routed.map(({ _id }) => `taskId-${_id}`).sort());
    for (const { order, visitId } of trips) {
      expect(routed.find(({ _id }) => visitId === `taskId-${_id}`)?.routePlannedOrder).toBe(order);
    }
  }
});

test("nothing in the demo was done in the future", () => {
  const times = (demo.tasks ?? []).flatMap(({ createdTime, doneTime, updatedTime }) => [
    createdTime,
    doneTime,
    updatedTime,
  ]);
  for (const time of times) if (time !== undefined) expect(Date.parse(String(time))).toBeLessThanOrEqual(now);
});

test("the same moment and random number make the same demo, another number another one", () => {
  expect(demoSeed({ now, random: 0 })).toEqual(demo);
  expect(demoSeed({ now, random: 1 }).tasks).not.toEqual(demo.tasks);
});

async function count(mock: Mock, path: string): Promise<unknown> {
  const answer = await mock.handle({ method: "GET", url: `/api/v3${path}`, headers: authorized, body: undefined });
  return JSON.parse(String(answer.body));
}

test("a mock with the demo serves it around its own clock", async () => {
  const mock = createMock({ seed: "demo", clock: "2026-07-15T05:30:00Z", random: 0 });
  const body = await count(mock, "/tasks?sortBy=startTime&limit=1");
  expect(valueAt(body, "/tasks/data/0/startTime")).toBe("2026-07-16T01:00:00+00:00");
});

test("an own seed replaces the collections that it names and keeps the others", async () => {
  const mock = createMock({ rateLimit: false, seed: { tasks: [] } });
  expect(valueAt(await count(mock, "/hubs"), "/data/length")).toBe(2);
  expect(valueAt(await count(mock, "/tasks"), "/tasks/total")).toBe(0);
});

test("each problem of a seed names the record", () => {
  const [hub] = documentedSeed().hubs ?? [];
  const problems = checkSeed({ hubs: [hub, hub, 7, { ...hub, _id: "695b1b20c4d1e2f3a4b50199", lat: "north" }, {}] });
  expect(problems).toEqual([
    "hubs[1] (695b1b20c4d1e2f3a4b50101): the _id stands there twice.",
    "hubs[2]: must be an object.",
    "hubs[3] (695b1b20c4d1e2f3a4b50199): lat must be a number.",
    "hubs[4]: must have an _id.",
  ]);
  const twin = { ...hub, _id: "695b1b20c4d1e2f3a4b50199" };
  expect(checkSeed({ hubs: [hub, twin] })).toEqual([`hubs[1] (${twin._id}): the name stands there twice.`]);
  expect(checkSeed({ hubs: [{ ...hub, _id: null }] })).toEqual(["hubs[0]: must have an _id."]);
  expect(checkSeed([])).toEqual(['A seed must be an object of records by collection, such as { "hubs": [] }.']);
  expect(checkSeed({ hubs: {} })).toEqual(["hubs: must be a list of records."]);
});

test("a reference of a seed may lead to its own records or to the documented ones, but not into the void", () => {
  const { teams: [team] = [], users: [user] = [], hubs: [hub] = [] } = documentedSeed();
  const own = { ...hub, _id: "695b1b20c4d1e2f3a4b50199", name: "Gresik" };
  const belongsTo = (hubId: unknown) => [{ ...team, hubId }];
  expect(checkSeed({ teams: belongsTo(hub?._id) })).toEqual([]);
  expect(checkSeed({ teams: belongsTo(own._id), hubs: [own] })).toEqual([]);
  const problem = `hubId names "${own._id}", which is no _id in hubs.`;
  expect(checkSeed({ teams: belongsTo(own._id) })).toEqual([`teams[0] (${team?._id}): ${problem}`]);
  const users = [{ ...user, hubId: [hub?._id, own._id], teamId: [] }];
  expect(checkSeed({ users })).toEqual([`users[0] (${user?._id}): ${problem}`]);
});

test("a seed that is none is refused when the mock is made, and when the control surface is given it", () => {
  const hub = { hub: [] };
  expect(() => createMock({ seed: hub })).toThrow(/This can't be the seed\. hub: there is no such collection\./);
  // @ts-expect-error: no such seed
  expect(() => createMock({ seed: "dmo" })).toThrow("This can't be the seed. A seed must be an object");
  expect(() => createMock().control.seed(hub)).toThrow("hub: there is no such collection.");
});

test("the results of a routing have codes of their own in the demo, so that each can be found by it", () => {
  const codes = (demo.routingResults ?? []).map(({ resultCode }) => resultCode);
  expect(new Set(codes).size).toBe(codes.length);
});

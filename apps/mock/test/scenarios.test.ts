import { expect, test } from "vitest";
import { createMock, defineHandler, defineScenario, type Mock, Refusal, reply } from "../src/index.ts";
import { valueAt } from "../src/json.ts";
import { authorized, hub, json, refused } from "./support.ts";

async function send(mock: Mock, method: string, path: string, prefer = "", body?: unknown) {
  const headers = { ...authorized, ...json, ...(prefer !== "" && { prefer }) };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await mock.fetch(new Request(`http://mock/api/v3${path}`, { method, headers, ...init }));
  const answer: unknown = await response.json();
  return { status: response.status, body: answer, data: valueAt(answer, "/data") };
}

const empty = defineScenario("empty", { seed: { hubs: [] } });

const stormy = defineScenario("stormy", {
  clock: "2026-12-24T08:00:00Z",
  faults: { rates: { 503: 1 }, operations: ["listRoles"] },
  handlers: [defineHandler("createHub", () => reply(409, { status: false, message: "Not in this weather." }))],
});

const mock = createMock({ rateLimit: false, scenarios: [empty, stormy] });

test("each client can choose a scenario with records of its own", async () => {
  await send(mock, "POST", "/hub", "scenario=empty", hub);
  expect((await send(mock, "GET", "/hubs", "scenario=empty")).data).toMatchObject([{ name: "Gresik" }]);
  expect((await send(mock, "GET", "/hubs")).data).toMatchObject([{ name: "Malang" }, { name: "Surabaya" }]);
});

test("a scenario brings its handlers and its faults, for those who chose it only", async () => {
  const name = { ...hub, name: "Tuban" };
  expect((await send(mock, "POST", "/hub", "scenario=stormy", name)).body).toEqual(refused("Not in this weather."));
  expect((await send(mock, "GET", "/roles", "scenario=stormy")).status).toBe(503);
  expect((await send(mock, "POST", "/hub", "", name)).status).toBe(200);
  expect((await send(mock, "GET", "/roles")).status).toBe(200);
});

test("a scenario that does not exist is refused with the names of those that do", async () => {
  const { status, body } = await send(mock, "GET", "/hubs", "scenario=calm");
  expect(status).toBe(400);
  expect(body).toEqual(refused("Prefer: scenario=calm is not known. There are: empty, stormy."));
  const without = await send(createMock(), "GET", "/hubs", "scenario=calm");
  expect(without.body).toEqual(refused("Prefer: scenario=calm is not known. The mock was started without any."));
});

test("a reset puts the records of the scenarios back as well", async () => {
  const own = createMock({ rateLimit: false, scenarios: [empty] });
  for (const organization of [undefined, "acme"]) {
    await send(own, "POST", "/hub", "scenario=empty", hub);
    own.control.reset("other");
    expect((await send(own, "GET", "/hubs", "scenario=empty")).data).toHaveLength(1);
    own.control.reset(organization);
    expect((await send(own, "GET", "/hubs", "scenario=empty")).data).toEqual([]);
  }
});

test("a whole mock can be in a scenario, its clock included", async () => {
  const whole = createMock({ rateLimit: false, scenarios: [empty, stormy], scenario: "stormy" });
  expect((await send(whole, "POST", "/hub", "", hub)).status).toBe(409);
  expect(new Date(whole.control.clock.now()).toISOString()).toMatch(/^2026-12-24T08:00/);
  expect(() => createMock({ scenarios: [empty], scenario: "calm" })).toThrow('There is no scenario "calm", but empty.');
});

test("a handler reads the request, writes records, refuses, or leaves the work to the mock", async () => {
  const handlers = [
    defineHandler("createHub", (call) => {
      if (call.body.name === "Forbidden") throw new Refusal(409, "Not this name.");
      if (call.body.name !== "Mine") return undefined;
      const entry = call.records.put("mine", { _id: "mine", ...call.body });
      return reply(200, { status: true, data: entry.value });
    }),
    defineHandler("getRole", async () => {
      await Promise.resolve();
      return undefined;
    }),
  ];
  const own = createMock({ rateLimit: false, handlers });
  const create = (name: string) => send(own, "POST", "/hub", "", { ...hub, name });
  expect((await create("Mine")).data).toMatchObject({ _id: "mine" });
  expect((await create("Usual")).status).toBe(200);
  expect((await create("Forbidden")).body).toEqual(refused("Not this name."));
  expect((await send(own, "GET", "/hubs")).body).toMatchObject({ data: [{}, {}, {}, {}] });
  expect((await send(own, "GET", "/role/695b1b20c4d1e2f3a4b50301")).status).toBe(200);
});

test("an asynchronous handler can refuse as well", async () => {
  const late = defineHandler("listHubs", async () => {
    await Promise.resolve();
    throw new Refusal(503, "Closed today.");
  });
  const { status, body } = await send(createMock({ handlers: [late] }), "GET", "/hubs");
  expect({ status, body }).toEqual({ status: 503, body: refused("Closed today.") });
});

test("a handler chooses the status, the body and the headers of its answer", async () => {
  const handlers = [
    defineHandler("listHubs", () => reply(200, { status: true, data: [] }, { "x-page": "1" })),
    defineHandler("listRoles", () => reply(204)),
  ];
  const own = createMock({ handlers });
  const ask = (path: string) => own.fetch(new Request(`http://mock/api/v3${path}`, { headers: authorized }));
  const hubs = await ask("/hubs");
  expect([hubs.headers.get("x-page"), hubs.headers.get("content-type")]).toEqual(["1", "application/json"]);
  const roles = await ask("/roles");
  expect([roles.status, await roles.text(), roles.headers.get("content-type")]).toEqual([204, "", null]);
});

test("what can't work is refused when it is defined", () => {
  // @ts-expect-error: no such operation
  expect(() => defineHandler("makeHub", () => undefined)).toThrow("The API has no operation makeHub.");
  expect(defineScenario("v1.2-rush_hour", {})).toEqual({ name: "v1.2-rush_hour" });
  expect(() => defineScenario("two words", {})).toThrow('"two words" can\'t be the name of a scenario');
  expect(() => defineScenario("late", { clock: "tomorrow" })).toThrow('"tomorrow" is no point in time');
  expect(() => defineScenario("far", { clock: "2150-01-01" })).toThrow("no point in time from 1970 to 2105");
  expect(() => defineScenario("odd", { seed: { hub: [] } })).toThrow("hub: there is no such collection.");
  expect(() => defineScenario("bad", { faults: { rates: { 503: 2 } } })).toThrow("rates.503");
});

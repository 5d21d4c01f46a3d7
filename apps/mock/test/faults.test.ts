import { expect, test, vi } from "vitest";
import { createMock, type FaultPlan } from "../src/index.ts";
import { authorized, hub, json, refused, useServer } from "./support.ts";

const server = useServer();

/** Lets this go wrong in every request. */
function always(fault: keyof FaultPlan["rates"], rest: Partial<FaultPlan> = {}): void {
  server.control.faults = { rates: { [fault]: 1 }, ...rest };
}

async function countHubs(): Promise<number> {
  server.control.faults = undefined;
  const { text } = await server.send("GET", "/hubs?limit=1000");
  return text.split('"_id"').length;
}

test.each(["429", "500", "503", "504"] as const)("a planned %s has the error body and does nothing", async (status) => {
  const before = await countHubs();
  always(status);
  const answer = await server.send("POST", "/hub", { headers: json, body: JSON.stringify({ ...hub, name: status }) });
  expect(answer.status).toBe(Number(status));
  expect(answer.body).toEqual(refused(expect.stringMatching(/\.$|error$/)));
  expect(await countHubs()).toBe(before);
});

test("a planned 502 is a page of HTML, as a proxy in front of a server sends it", async () => {
  always("502");
  const answer = await server.send("GET", "/hubs");
  expect(answer.status).toBe(502);
  expect(answer.headers.get("content-type")).toBe("text/html");
  expect(answer.text).toMatch(/^<html>/);
});

test("a reset connection has done nothing, a lost answer has", async () => {
  const before = await countHubs();
  always("reset");
  const create = (name: string) =>
    server.send("POST", "/hub", { headers: json, body: JSON.stringify({ ...hub, name }) });
  await expect(create("Reset")).rejects.toThrow("fetch failed");
  expect(await countHubs()).toBe(before);
  always("lost");
  await expect(create("Lost")).rejects.toThrow("fetch failed");
  expect(await countHubs()).toBeGreaterThan(before);
});

test("a cut body ends before the length that was announced", async () => {
  always("cut");
  await expect(server.send("GET", "/hubs")).rejects.toThrow("terminated");
});

test("a slow body arrives whole, in pieces", async () => {
  server.control.faults = undefined;
  const { text } = await server.send("GET", "/roles");
  always("slow", { slowMs: 50 });
  const slow = await server.send("GET", "/roles");
  expect(slow.text).toBe(text);
});

test("a slow body takes the time that the plan gives it", async () => {
  const mock = createMock({ faults: { rates: { slow: 1 }, slowMs: 5000 } });
  vi.useFakeTimers();
  try {
    const { body } = await mock.fetch(new Request("http://mock/api/v3/hubs", { headers: authorized }));
    const pieces: Uint8Array[] = [];
    void body?.pipeTo(new WritableStream({ write: (piece) => void pieces.push(piece) }));
    for (const [ms, count] of [
      [499, 0],
      [1, 1],
      [4499, 9],
      [1, 10],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ms);
      expect(pieces).toHaveLength(count);
    }
  } finally {
    vi.useRealTimers();
  }
});

test("a plan can keep to some operations, and an answer that is asked for wins", async () => {
  always("503", { operations: ["createHub"] });
  expect((await server.send("GET", "/hubs")).status).toBe(200);
  const prefer = { ...json, prefer: "code=409" };
  expect((await server.send("POST", "/hub", { headers: prefer, body: "{}" })).status).toBe(409);
  expect((await server.send("POST", "/hub", { headers: json, body: JSON.stringify(hub) })).status).toBe(503);
});

test("the same random number lets the same requests fail, at about the planned rate", async () => {
  const run = async (random: number) => {
    const mock = createMock({ rateLimit: false, random, faults: { rates: { 500: 0.2, 504: 0.1 } } });
    const statuses: number[] = [];
    for (let count = 0; count < 400; count += 1) {
      const answer = await mock.handle({ method: "GET", url: "/api/v3/hubs", headers: authorized, body: undefined });
      statuses.push(answer.status);
    }
    return statuses;
  };
  const statuses = await run(3);
  expect(await run(3)).toEqual(statuses);
  expect(await run(4)).not.toEqual(statuses);
  expect(statuses.filter((status) => status === 500).length).toSatisfy((count: number) => count > 50 && count < 110);
});

test("in the process, a reset and a cut body reject as they do over the network", async () => {
  const request = () => new Request("http://mock/api/v3/hubs", { headers: authorized });
  const reset = createMock({ faults: { rates: { reset: 1 } } });
  await expect(reset.fetch(request())).rejects.toThrow("fetch failed");
  const cut = createMock({ faults: { rates: { cut: 1 } } });
  const response = await cut.fetch(request());
  await expect(response.text()).rejects.toThrow("terminated");
});

test.each([
  { rates: { 429: 0.2, 500: 0.4, 502: 0.3, 503: 0.1 }, slowMs: 0 },
  { rates: { slow: 1 }, slowMs: 30_000 },
])("the plan %j is taken as it is", (plan) => {
  expect(createMock({ faults: plan }).control.faults).toEqual(plan);
});

test.each([
  [[], "A fault plan must be an object"],
  [{ rate: {} }, "A fault plan has rates, operations and slowMs, not rate."],
  [{}, "rates must be an object"],
  [{ rates: { 501: 1 } }, "not 501."],
  [{ rates: { 503: 5 } }, "rates.503 must be a number from 0 to 1, such as 0.05 for one in twenty."],
  [{ rates: { 503: 0.6, 500: 0.6 } }, "The rates together must not be more than 1."],
  [{ rates: { 503: -0.1 } }, "rates.503 must be a number from 0 to 1"],
  [{ rates: { 503: "0.1" } }, "rates.503 must be a number from 0 to 1"],
  [{ rates: {}, operations: [] }, 'operations must be a list of operation ids, such as ["createTask"].'],
  [{ rates: {}, operations: "createTask" }, "operations must be a list of operation ids"],
  [{ rates: {}, operations: [["createTask"]] }, 'operations names ["createTask"], which the API does not have'],
  [{ rates: {}, operations: ["makeHub"] }, 'operations names "makeHub", which the API does not have'],
  [{ rates: {}, slowMs: -1 }, "slowMs must be a number of milliseconds from 0 to 30000."],
  [{ rates: {}, slowMs: 30_001 }, "slowMs must be a number"],
  [{ rates: {}, slowMs: "100" }, "slowMs must be a number"],
])("the plan %j is refused when the mock is made", (plan, message) => {
  // A plan comes from a file or from JavaScript, so types do not protect from it.
  expect(() => createMock({ faults: plan as FaultPlan })).toThrow(message);
});

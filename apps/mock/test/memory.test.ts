import { expect, test } from "vitest";
import { createMock, defineHandler, type Mock, type MockOptions, Refusal } from "../src/index.ts";
import { valueAt } from "../src/json.ts";
import { authorized, hub, json, refused } from "./support.ts";

const quiet = (options: MockOptions = {}) => createMock({ rateLimit: false, ...options });

async function send(mock: Mock, method: string, path: string, body?: unknown, token = "acme~me") {
  const headers = { ...authorized, authorization: `Bearer ${token}`, ...(body !== undefined && json) };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await mock.fetch(new Request(`http://mock/api/v3${path}`, { method, headers, ...init }));
  const answer: unknown = await response.json();
  return { status: response.status, body: answer, data: valueAt(answer, "/data") };
}

async function countHubs(mock: Mock, token?: string): Promise<number> {
  const { data } = await send(mock, "GET", "/hubs?limit=1000", undefined, token);
  return Array.isArray(data) ? data.length : -1;
}

/** Creates hubs until the mock refuses; returns how many and the refusal. */
async function fill(mock: Mock) {
  for (let count = 0; ; count += 1) {
    const answer = await send(mock, "POST", "/hub", { ...hub, name: `Hub ${count}` });
    if (answer.status !== 200) return { count, answer };
  }
}

const few = { hubs: [], tasks: [], users: [], flows: [] };

test("a full mock refuses what would be more, says how to go on, and takes it again after a delete", async () => {
  const mock = quiet({ maxRecords: 100, seed: few });
  const { count, answer } = await fill(mock);
  expect(answer.status).toBe(503);
  const message = "The mock holds at most 100 records. Delete some, reset it, or raise the limit (--max-records).";
  expect(answer.body).toEqual(refused(message));
  expect(await countHubs(mock)).toBe(count);
  const { data } = await send(mock, "GET", "/hubs?limit=1");
  const id = valueAt(data, "/0/_id");
  expect((await send(mock, "PUT", `/hub/${id}`, { ...hub, name: "Changed" })).status).toBe(200);
  expect((await send(mock, "DELETE", `/hub/${id}`)).status).toBe(200);
  expect((await send(mock, "POST", "/hub", hub)).status).toBe(200);
});

test("the limit counts all organizations together, so that made-up tokens can't fill the memory", async () => {
  const mock = quiet({ maxRecords: 500 });
  let status = 200;
  let organizations = 0;
  for (; status === 200 && organizations < 100; organizations += 1) {
    status = (await send(mock, "POST", "/hub", hub, `organization${organizations}~me`)).status;
  }
  expect(status).toBe(503);
  expect(mock.control.health().records).toBeLessThanOrEqual(500);
});

test("thousands of organizations that only read leave nothing behind, and one that wrote is kept", async () => {
  const mock = quiet();
  await send(mock, "POST", "/hub", hub);
  for (let index = 0; index < 1000; index += 1) await countHubs(mock, `reader${index}~me`);
  expect(mock.control.health().organizations).toEqual(["acme"]);
  expect(await countHubs(mock)).toBe(3);
  expect(await countHubs(mock, "reader1~me")).toBe(2);
});

test("what a request has changed before it fails is taken back, with the order of arrival", async () => {
  const order: string[][] = [];
  const mock = quiet({
    handlers: [
      defineHandler("listHubs", (call) => {
        const hubs = [...call.records.entries()];
        order.push(hubs.map(({ key }) => key));
        if (order.length > 1) return undefined;
        for (const { key, value } of hubs) {
          call.records.put(key, { ...value, name: "Changed" });
          call.records.delete(key);
        }
        call.records.put("new", { _id: "new" });
        throw new Refusal(409, "Not like this.");
      }),
    ],
  });
  expect(await send(mock, "GET", "/hubs")).toMatchObject({ status: 409, body: refused("Not like this.") });
  const { data } = await send(mock, "GET", "/hubs");
  expect(data).toMatchObject([{ name: "Malang" }, { name: "Surabaya" }]);
  expect(order[1]).toEqual(order[0]);
  expect(mock.control.health()).toMatchObject({ records: 0, organizations: [] });
});

test("the same clock and random number give the same ids, another number gives others", async () => {
  const idOf = async (random: number) => {
    const mock = quiet({ random, now: () => Date.UTC(2026, 2, 9) });
    return valueAt((await send(mock, "POST", "/hub", hub)).data, "/_id");
  };
  expect(await idOf(7)).toBe(await idOf(7));
  expect(await idOf(7)).not.toBe(await idOf(8));
  expect(() => quiet({ random: -1 })).toThrow("random must be a whole number from 0 on.");
  expect(() => quiet({ maxRecords: 0 })).toThrow("maxRecords must be a whole number from 1 on.");
  expect(() => quiet({ rateLimit: { windowMs: 0.5 } })).toThrow("windowMs must be a whole number from 1 on.");
});

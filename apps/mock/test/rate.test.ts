import { expect, test } from "vitest";
import { createMock, type MockOptions } from "../src/index.ts";
import { refused, useServer } from "./support.ts";

/** A mock with a clock that only the test moves, and a function that sends one request and returns its status. */
function timed(rateLimit?: MockOptions["rateLimit"]) {
  const clock = { time: 0 };
  const mock = createMock({ now: () => clock.time, ...(rateLimit !== undefined && { rateLimit }) });
  const send = async (token = "acme~one") => {
    const headers = { authorization: `Bearer ${token}`, accept: "text/csv" };
    // 406 is what comes next when the limit lets a request pass; it needs no Prism.
    return (await mock.handle({ method: "GET", url: "/api/v3/hubs", headers, body: undefined })).status;
  };
  const sendMany = async (count: number, token?: string) => {
    const statuses = [];
    for (let sent = 0; sent < count; sent++) statuses.push(await send(token));
    return { passed: statuses.filter((status) => status === 406).length, refused: statuses.filter(is429).length };
  };
  return { clock, send, sendMany };
}

const is429 = (status: number) => status === 429;

test("the 101st request within one second is refused", async () => {
  const { sendMany } = timed();
  expect(await sendMany(103)).toEqual({ passed: 100, refused: 3 });
});

test("the second slides: a burst across its end counts together", async () => {
  const { clock, sendMany } = timed();
  clock.time = 900;
  expect(await sendMany(60)).toEqual({ passed: 60, refused: 0 });
  clock.time = 1100;
  expect(await sendMany(60)).toEqual({ passed: 40, refused: 20 });
  clock.time = 1900;
  expect(await sendMany(61)).toEqual({ passed: 60, refused: 1 });
});

test("refused requests do not count", async () => {
  const { clock, sendMany } = timed();
  await sendMany(100);
  clock.time = 999;
  expect(await sendMany(500)).toEqual({ passed: 0, refused: 500 });
  clock.time = 1000;
  expect(await sendMany(100)).toEqual({ passed: 100, refused: 0 });
});

test("the limit comes before the URL, so unknown ones count as well", async () => {
  const mock = createMock({ now: () => 0, rateLimit: { requests: 1 } });
  const ask = async () => {
    const request = { method: "GET", url: "/api/v3/nowhere", headers: { authorization: "Bearer x" }, body: undefined };
    return (await mock.handle(request)).status;
  };
  expect([await ask(), await ask()]).toEqual([404, 429]);
});

test("all tokens of an organization share its limit, another organization has its own", async () => {
  const { sendMany, send } = timed();
  await sendMany(50, "acme~one");
  expect(await sendMany(51, "acme~two")).toEqual({ passed: 50, refused: 1 });
  expect(await send("other~one")).toBe(406);
  expect(await send("without-organization")).toBe(406);
});

test("tokens that name no organization belong to one together", async () => {
  const { sendMany } = timed();
  await sendMany(99, "first");
  expect(await sendMany(2, "~second")).toEqual({ passed: 1, refused: 1 });
  expect(await sendMany(1, "demo~third")).toEqual({ passed: 0, refused: 1 });
});

test("a penalty refuses everything for its time", async () => {
  const { clock, send } = timed({ requests: 1, penaltyMs: 60_000 });
  expect(await send()).toBe(406);
  expect(await send()).toBe(429);
  clock.time = 59_999;
  expect(await send()).toBe(429);
  clock.time = 60_000;
  expect(await send()).toBe(406);
});

test("a limit survives thousands of made-up organizations", async () => {
  const { clock, send, sendMany } = timed({ requests: 1 });
  await send("acme~one");
  for (let index = 0; index < 3000; index++) await send(`made-up-${index}~x`);
  expect(await send("acme~one")).toBe(429);
  clock.time = 1000;
  expect(await sendMany(2)).toEqual({ passed: 1, refused: 1 });
});

test("a penalty survives them as well, though it lasts longer than the second", async () => {
  const { clock, send } = timed({ requests: 1, penaltyMs: 60_000 });
  await send();
  expect(await send()).toBe(429);
  clock.time = 2000;
  for (let index = 0; index < 1000; index++) await send(`made-up-${index}~x`);
  expect(await send()).toBe(429);
});

test("a limit of no request refuses them all", async () => {
  expect(await timed({ requests: 0 }).sendMany(3)).toEqual({ passed: 0, refused: 3 });
});

test("the limit can be turned off", async () => {
  const { sendMany } = timed(false);
  expect(await sendMany(300)).toEqual({ passed: 300, refused: 0 });
});

const server = useServer({ rateLimit: {}, now: () => 0 });

test("over HTTP, 100 of 130 parallel requests pass and a request without token takes no one's place", async () => {
  await server.send("GET", "/hubs", { headers: { authorization: "" } });
  const answers = await Promise.all(Array.from({ length: 130 }, () => server.send("GET", "/hubs")));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
  const late = answers.find(({ status }) => is429(status));
  expect(late?.body).toEqual(refused("Too many requests. Wait 60 seconds and try again."));
  expect(await server.send("GET", "/hubs", { headers: { authorization: "Bearer other~x" } })).toMatchObject({
    status: 200,
  });
});

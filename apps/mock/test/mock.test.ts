import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { valueAt } from "../src/json.ts";
import { authorized, hub, json, refused } from "./support.ts";

test("a fault of the mock is a 500 without its details, and is told to the owner", async () => {
  const faults: unknown[] = [];
  const now = () => {
    throw new Error("the clock broke");
  };
  const mock = createMock({ now, onFault: (fault) => faults.push(fault) });
  const answer = await mock.handle({ method: "GET", url: "/api/v3/hubs", headers: authorized, body: undefined });
  expect(answer.status).toBe(500);
  expect(JSON.parse(String(answer.body))).toEqual(refused("Internal server error"));
  expect(faults).toEqual([new Error("the clock broke")]);
});

test("an answer that needs no example is there at once, without a promise", () => {
  const answer = createMock().handle({ method: "GET", url: "/api/v3/hubs", headers: {}, body: undefined });
  expect(answer).toMatchObject({ status: 401 });
});

test("the headers of an answer are the caller's own", async () => {
  const mock = createMock();
  const request = { method: "GET", url: "/api/v3/hubs", headers: authorized, body: undefined };
  const first = await mock.handle(request);
  first.headers["x-mine"] = "1";
  expect((await mock.handle(request)).headers).not.toHaveProperty("x-mine");
});

test("several headers of one name are read as one", async () => {
  const headers = { ...authorized, accept: ["text/html", "application/json"] };
  const answer = await createMock().handle({ method: "GET", url: "/api/v3/hubs", headers, body: undefined });
  expect(answer.status).toBe(200);
});

test("an empty Accept header takes everything", async () => {
  const headers = { ...authorized, accept: "" };
  const answer = await createMock().handle({ method: "GET", url: "/api/v3/hubs", headers, body: undefined });
  expect(answer.status).toBe(200);
});

test("fetch speaks the platform's Request and Response", async () => {
  const mock = createMock({ bodyLimit: 1000 });
  const send = (body: string) =>
    mock.fetch(
      new Request("http://anywhere/api/v3/hub", { method: "POST", headers: { ...authorized, ...json }, body }),
    );
  const answer = await send(JSON.stringify(hub));
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.json()).toMatchObject({ status: true });
  expect((await send("x".repeat(1001))).status).toBe(413);
});

test("fetch takes the place of the platform's, with an address and options too", async () => {
  const fetch: typeof globalThis.fetch = createMock().fetch;
  const init = { method: "POST", headers: { ...authorized, ...json }, body: JSON.stringify(hub) };
  expect((await fetch("http://anywhere/api/v3/hub", init)).status).toBe(200);
  expect((await fetch(new URL("http://anywhere/api/v3/hubs"), { headers: authorized })).status).toBe(200);
  const request = new Request("http://anywhere/api/v3/hubs");
  expect((await fetch(request)).status).toBe(401);
  expect((await fetch(request, { headers: authorized })).status).toBe(200);
});

test("fetch stops waiting when its signal says so: for the answer, and for a slow body", async () => {
  const mock = createMock({ faults: { rates: { slow: 1 }, operations: ["listHubs"], slowMs: 30_000 } });
  const get = (path: string, signal: AbortSignal, prefer = "delay=0") =>
    mock.fetch(`http://anywhere/api/v3/${path}`, { headers: { ...authorized, prefer }, signal });
  await expect(get("roles", AbortSignal.abort())).rejects.toThrow("aborted");
  await expect(get("roles", AbortSignal.timeout(10), "delay=30000")).rejects.toThrow("timeout");
  const slow = new AbortController();
  const answer = await get("hubs", slow.signal);
  const body = expect(answer.text()).rejects.toThrow("enough");
  slow.abort(new Error("enough"));
  await body;
});

test("the links of a list keep https", async () => {
  const answer = await createMock().fetch("https://mock/api/v3/tasks?limit=1", { headers: authorized });
  expect(valueAt(await answer.json(), "/tasks/next_page_url")).toBe("https://mock/api/v3/tasks?limit=1&page=2");
});

test("the links of a list lead back into the same mock", async () => {
  const mock = createMock();
  const get = async (url: string) =>
    (await mock.fetch(new Request(url, { headers: authorized }))).json().then((body) => valueAt(body, "/tasks"));
  const first = await get("http://mock:81/api/v3/tasks?limit=1");
  const next = String(valueAt(first, "/next_page_url"));
  expect(next).toBe("http://mock:81/api/v3/tasks?limit=1&page=2");
  expect(valueAt(await get(next), "/current_page")).toBe(2);
});

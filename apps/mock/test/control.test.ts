import { expect, test } from "vitest";
import { createMock, type Mock, type MockOptions } from "../src/index.ts";
import { valueAt } from "../src/json.ts";
import { authorized, hub, json, refused } from "./support.ts";

const quiet = (options: MockOptions = {}) => createMock({ rateLimit: false, ...options });

/** Sends a request to any path of the mock. */
async function send(mock: Mock, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const request = new Request(`http://mock${path}`, { method, headers: { ...json, ...headers }, ...init });
  const response = await mock.fetch(request);
  const text = await response.text();
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: answer, data: valueAt(answer, "/data") };
}

const api = (mock: Mock, method: string, path: string, body?: unknown) =>
  send(mock, method, `/api/v3${path}`, body, authorized);

async function hubNames(mock: Mock): Promise<unknown[]> {
  const { data } = await api(mock, "GET", "/hubs?limit=100");
  return Array.isArray(data) ? data.map(({ name }) => name) : [];
}

test("it lists what it can do, and everything on the list can be done", async () => {
  const mock = quiet();
  const { data } = await send(mock, "GET", "/_mock");
  const list = Array.isArray(data) ? data : [];
  expect(list.length).toBeGreaterThan(10);
  for (const { method, path } of list) {
    const { status } = await send(mock, method, path.replace("{name}", "before"));
    expect([200, 400], `${method} ${path}`).toContain(status);
  }
});

test("a reset brings back the records, the clock and the faults of the start, and forgets the requests", async () => {
  const mock = quiet({ clock: "2026-03-09T08:00:00Z" });
  await api(mock, "POST", "/hub", hub);
  await send(mock, "PUT", "/_mock/clock", { now: "2030-01-01T00:00:00Z", frozen: true });
  await send(mock, "PUT", "/_mock/faults", { rates: { 503: 1 } });
  expect((await send(mock, "POST", "/_mock/reset")).body).toEqual({ status: true, data: null });
  expect((await send(mock, "GET", "/_mock/requests")).data).toEqual([]);
  expect(await hubNames(mock)).toEqual(["Malang", "Surabaya"]);
  const clock = await send(mock, "GET", "/_mock/clock");
  expect(clock.data).toMatchObject({ frozen: false, now: expect.stringMatching(/^2026-03-09T08:00:0/) });
});

test("a reset of one organization leaves the others and the clock alone", async () => {
  const mock = quiet();
  await api(mock, "POST", "/hub", hub);
  await send(mock, "PUT", "/_mock/clock", { now: "2030-01-01T00:00:00Z" });
  await send(mock, "POST", "/_mock/reset", { organization: "other" });
  expect(await hubNames(mock)).toEqual(["Gresik", "Malang", "Surabaya"]);
  await send(mock, "POST", "/_mock/reset", { organization: "acme" });
  expect(await hubNames(mock)).toEqual(["Malang", "Surabaya"]);
  expect((await send(mock, "GET", "/_mock/clock")).data).toMatchObject({ now: expect.stringMatching(/^2030/) });
});

test("a snapshot can be gone back to as often as one likes", async () => {
  const mock = quiet();
  await api(mock, "POST", "/hub", hub);
  await send(mock, "PUT", "/_mock/snapshots/gresik");
  for (const name of ["Tuban", "Kediri"]) {
    await api(mock, "POST", "/hub", { ...hub, name });
    expect(await hubNames(mock)).toContain(name);
    expect((await send(mock, "POST", "/_mock/snapshots/gresik/restore")).status).toBe(200);
    expect(await hubNames(mock)).toEqual(["Gresik", "Malang", "Surabaya"]);
  }
  expect((await send(mock, "GET", "/_mock/snapshots")).data).toEqual(["gresik"]);
  await send(mock, "DELETE", "/_mock/snapshots/gresik");
  const gone = await send(mock, "POST", "/_mock/snapshots/gresik/restore");
  expect(gone).toMatchObject({ status: 404, body: refused('There is no snapshot "gresik".') });
});

test("another seed can be given to one organization or to all", async () => {
  const mock = quiet();
  const { data } = await api(mock, "GET", "/hubs?limit=1");
  const only = { hubs: [{ ...Object(valueAt(data, "/0")), name: "Only" }] };
  await send(mock, "POST", "/_mock/seed", { seed: only, organization: "acme" });
  expect(await hubNames(mock)).toEqual(["Only"]);
  const other = await send(mock, "GET", "/api/v3/hubs", undefined, { authorization: "Bearer other~me" });
  expect(valueAt(other.data, "/length")).toBe(2);
  await send(mock, "POST", "/_mock/seed", { seed: "demo" });
  expect((await hubNames(mock)).length).toBe(5);
  await send(mock, "POST", "/_mock/reset");
  expect((await hubNames(mock)).length).toBe(2);
});

test("a seed that breaks the document is refused with the record's place, and nothing changes", async () => {
  const mock = quiet();
  const bad = await send(mock, "POST", "/_mock/seed", { seed: { hubs: [{ _id: "695b1b20c4d1e2f3a4b50101" }] } });
  expect(bad.status).toBe(400);
  expect(valueAt(bad.body, "/message")).toContain("hubs[0] (695b1b20c4d1e2f3a4b50101): name is required.");
  const unknown = await send(mock, "POST", "/_mock/seed", { seed: { hub: [] } });
  expect(valueAt(unknown.body, "/message")).toMatch(/^hub: there is no such collection\. There are .*hubs/);
  expect(await hubNames(mock)).toEqual(["Malang", "Surabaya"]);
});

test("the clock can be stopped, moved on and started, and records are written by it", async () => {
  const mock = quiet();
  await send(mock, "PUT", "/_mock/clock", { now: "2026-03-09T08:00:00Z", frozen: true });
  const moved = await send(mock, "POST", "/_mock/clock/advance", { ms: 90_000 });
  expect(moved.data).toEqual({ now: "2026-03-09T08:01:30.000Z", frozen: true });
  const { data } = await api(mock, "POST", "/hub", hub);
  expect(valueAt(data, "/createdTime")).toBe("2026-03-09T08:01:30.000000Z");
  expect((await send(mock, "PUT", "/_mock/clock", { frozen: false })).data).toMatchObject({ frozen: false });
});

test("a clock that is moved does not disturb the rate limit", async () => {
  const mock = createMock({ rateLimit: { requests: 2 }, now: () => Date.UTC(2026, 2, 9) });
  await api(mock, "GET", "/hubs");
  await send(mock, "POST", "/_mock/clock/advance", { ms: 3_600_000 });
  await api(mock, "GET", "/hubs");
  expect((await api(mock, "GET", "/hubs")).status).toBe(429);
});

test("the requests seen tell what was asked and why it was refused, without token, query and body", async () => {
  const mock = quiet();
  await api(mock, "POST", "/hub?secret=1", { name: "confidential" });
  const { data } = await send(mock, "GET", "/_mock/requests?last=1");
  expect(data).toEqual([
    {
      time: expect.any(Number),
      ms: expect.any(Number),
      method: "POST",
      path: "/api/v3/hub",
      operation: "createHub",
      organization: "acme",
      status: 400,
      reason: expect.stringMatching(/ is required\.$/),
    },
  ]);
});

test("health counts the records of the organizations that have been written to", async () => {
  const mock = quiet();
  await api(mock, "GET", "/hubs");
  expect((await send(mock, "GET", "/_mock/health")).data).toMatchObject({ records: 0, organizations: [] });
  await api(mock, "POST", "/hub", hub);
  expect((await send(mock, "GET", "/_mock/health")).data).toMatchObject({ organizations: ["acme"] });
});

test.each([
  ["GET", "/_mock/nothing", undefined, 404, "There is nothing here. GET /_mock lists what there is."],
  ["GET", "/_mock/reset", undefined, 405, "The GET method is not supported for this URL."],
  [
    "POST",
    "/_mock/reset",
    { organisation: "x" },
    400,
    "The organisation field is not known here. Known: organization.",
  ],
  ["POST", "/_mock/reset", { organization: "acme~me" }, 400, /: what stands before the ~ of a token\.$/],
  ["POST", "/_mock/reset", "[", 400, "The request body must be a JSON object."],
  ["PUT", "/_mock/clock", {}, 400, "The body must have now or frozen."],
  [
    "PUT",
    "/_mock/clock",
    { now: "soon" },
    400,
    "The now field must be a datetime from 1970 to 2105, such as 2026-03-09T08:00:00Z.",
  ],
  ["PUT", "/_mock/clock", { now: "+275760-09-13T00:00:00Z" }, 400, /^The now field must be a datetime from 1970/],
  ["POST", "/_mock/clock/advance", { ms: -1 }, 400, "The ms field must be a number of milliseconds from 0 on."],
  ["POST", "/_mock/clock/advance", { ms: 1e13 }, 400, "The ms field is too large: the clock goes to the end of 2105."],
  ["PUT", "/_mock/clock", { frozen: 1 }, 400, "The frozen field must be true or false."],
  ["PUT", "/_mock/faults", { rates: { 418: 1 } }, 400, /^rates knows 429, .*, not 418\.$/],
  ["POST", "/_mock/seed", {}, 400, "The seed field must be documented or demo, or records by collection."],
  ["GET", "/_mock/requests?last=all", undefined, 400, "The last parameter must be a whole number."],
])("%s %s with %j is refused in the error body", async (method, path, body, status, message) => {
  const answer = await send(quiet(), method, path, body);
  expect(answer.status).toBe(status);
  expect(answer.body).toEqual({ status: false, message: expect.stringMatching(message) });
});

test("it can be switched off, and a path that only looks like it is none", async () => {
  expect((await send(quiet({ control: false }), "GET", "/_mock/health", undefined, authorized)).status).toBe(404);
  expect((await send(quiet(), "GET", "/_mocked", undefined, authorized)).body).toEqual(refused("Data not found"));
});

test("it answers HEAD and a whole address like GET, and takes names with percent signs", async () => {
  const mock = quiet();
  expect((await mock.fetch(new Request("http://mock/_mock/health", { method: "HEAD" }))).status).toBe(200);
  const url = "http://mock.example/_mock/health";
  expect(await mock.handle({ method: "GET", url, headers: {}, body: undefined })).toMatchObject({ status: 200 });
  expect(mock.control.requests()).toEqual([]);
  await send(mock, "PUT", "/_mock/snapshots/two%20hubs");
  expect((await send(mock, "GET", "/_mock/snapshots")).data).toEqual(["two hubs"]);
  expect((await send(mock, "DELETE", "/_mock/snapshots/%zz")).status).toBe(404);
});

test("a time without an offset is UTC wherever the mock runs", async () => {
  const mock = quiet({ clock: "2026-03-09 08:00:00" });
  expect(new Date(mock.control.clock.now()).toISOString()).toMatch(/^2026-03-09T08:00:/);
  const { data } = await send(mock, "PUT", "/_mock/clock", { now: "2026-03-09T09:00:00", frozen: true });
  expect(data).toMatchObject({ now: "2026-03-09T09:00:00.000Z" });
});

test("in the process the clock takes texts as well", () => {
  const { clock } = quiet().control;
  clock.freeze();
  clock.set("2026-03-10T00:00:00Z");
  expect(clock.now()).toBe(Date.parse("2026-03-10T00:00:00Z"));
});

test("what can't be a clock or a fault plan is refused in the process too", () => {
  const { control } = quiet();
  expect(() => control.clock.set(Date.UTC(2106, 0))).toThrow("is no point in time from 1970 to 2105");
  expect(() => control.clock.set("noon")).toThrow('"noon" is no point in time');
  expect(() => control.clock.advance(-1)).toThrow("ms must be a number of milliseconds from 0 on.");
  expect(() => {
    control.faults = { rates: { 503: 5 } };
  }).toThrow("rates.503");
});

test("the same can be done in the process", async () => {
  const mock = quiet();
  const snapshot = mock.control.snapshot();
  await api(mock, "POST", "/hub", hub);
  expect(mock.control.requests(1)).toMatchObject([{ operation: "createHub", status: 200 }]);
  mock.control.restore(snapshot);
  expect(await hubNames(mock)).toEqual(["Malang", "Surabaya"]);
});

test.each(["http://news.example", "null", "http://localhost.news.example", "http://mock"])(
  "a page of %s can't control the mock",
  async (origin) => {
    const mock = quiet();
    await api(mock, "POST", "/hub", hub);
    const { status } = await send(mock, "POST", "/_mock/reset", undefined, { origin, "content-type": "text/plain" });
    expect(status).toBe(403);
    expect(await hubNames(mock)).toContain("Gresik");
  },
);

test.each(["http://localhost:5173", "http://app.localhost", "https://127.0.0.1:3000", "http://[::1]:8080"])(
  "a page of %s can control the mock",
  async (origin) => {
    expect((await send(quiet(), "POST", "/_mock/reset", undefined, { origin })).status).toBe(200);
  },
);

test("a page of the IP address that the mock is asked at can control it", async () => {
  const headers = { origin: "http://192.168.1.5:5173", host: "192.168.1.5:4010" };
  const request = { method: "POST", url: "/_mock/reset", headers, body: undefined };
  expect(await quiet().handle(request)).toMatchObject({ status: 200 });
  const elsewhere = { ...request, headers: { ...headers, host: "127.0.0.1:4010" } };
  expect(await quiet().handle(elsewhere)).toMatchObject({ status: 403 });
});

test("an export goes on while another organization gets other records", async () => {
  const mock = quiet();
  await api(mock, "POST", "/tasks/export", { download: "json", background: true });
  await send(mock, "POST", "/_mock/seed", { seed: "demo", organization: "other" });
  await send(mock, "POST", "/_mock/clock/advance", { ms: 60_000 });
  const { body } = await api(mock, "GET", "/tasks/export-log");
  expect(valueAt(body, "/data/0/_source/status")).toBe("Done");
});

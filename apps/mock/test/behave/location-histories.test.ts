import { examplesOf } from "@mileapp/contract/examples";
import { checkExchange } from "@mileapp/contract/exchange";
import { describe, expect, test } from "vitest";
import type { Mock } from "../../src/index.ts";
import type { JsonObject } from "../../src/json.ts";
import { call, quietMock, type Reply, startOfTest } from "./support.ts";

const danu = "danu.ombak@kurirsamudra.example";
const bayu = "bayu.layar@kurirsamudra.example";

const point = (changes: JsonObject = {}) => ({ email: bayu, lat: -7.25, lon: 112.74, ...changes });
const record = (mock: Mock, body: JsonObject) => call(mock, "POST", "/location-history", body);
const total = async (mock: Mock, query: string) =>
  (await call(mock, "GET", `/location-histories?${query}`)).at("/tasks/total");

describe("a point", () => {
  test("keeps numbers that were sent as text, and ends its id with the moment of receipt", async () => {
    const { mock } = quietMock();
    const { body, at } = await record(
      mock,
      point({ lat: "-7.25", lon: "112.74", createdTime: "2026-03-09T07:58:00+07:00" }),
    );
    expect(body).toMatchObject({
      location_history: {
        lat: -7.25,
        lon: 112.74,
        taskId: "",
        time: startOfTest,
        createdTime: "2026-03-09 00:58:00",
        createdFrom: "mileAppField",
        createdBy: "wulan.dermaga@kurirsamudra.example",
        isLatest: true,
      },
    });
    expect(at("/location_history/_id")).toMatch(new RegExp(`_${bayu}_${startOfTest}$`));
    const path = `/location-history/${encodeURIComponent(String(at("/location_history/_id")))}`;
    expect((await call(mock, "GET", path)).body).toEqual(body);
  });

  test("is the latest of its user only if it is the newest, and hands that on when it is deleted", async () => {
    const { mock } = quietMock();
    const old = await record(mock, point({ createdTime: "2026-03-09 00:10:00" }));
    const newer = await record(mock, point({ createdTime: "2026-03-09 00:30:00" }));
    const offline = await record(mock, point({ createdTime: "2026-03-09 00:20:00" }));
    expect(offline.at("/location_history/isLatest")).toBe(false);
    const latest = async () =>
      (await call(mock, "GET", `/location-histories?email=${bayu}&isLatest=true`)).at("/tasks/data");
    expect(await latest()).toEqual([newer.at("/location_history")]);
    expect(await total(mock, `email=${bayu}&isLatest=false`)).toBe(2);
    expect(old.at("/location_history/_id")).not.toBe(offline.at("/location_history/_id"));
    await call(mock, "DELETE", `/location-history/${encodeURIComponent(String(newer.at("/location_history/_id")))}`);
    expect(await latest()).toMatchObject([{ createdTime: "2026-03-09 00:20:00" }]);
  });

  test("is the latest or not as its user and its time change", async () => {
    const { mock } = quietMock();
    const pathOf = (reply: Reply) =>
      `/location-history/${encodeURIComponent(String(reply.at("/location_history/_id")))}`;
    const old = await record(mock, point({ createdTime: "2026-03-09 00:10:00" }));
    const newer = await record(mock, point({ createdTime: "2026-03-09 00:20:00" }));
    const latest = async (email: string) =>
      (await call(mock, "GET", `/location-histories?email=${email}&isLatest=true`)).at("/tasks/data");
    const moved = await call(mock, "PUT", pathOf(old), point({ createdTime: "2026-03-09 00:30:00" }));
    expect(moved.at("/location_history/isLatest")).toBe(true);
    expect(await latest(bayu)).toMatchObject([{ createdTime: "2026-03-09 00:30:00" }]);
    const back = await call(mock, "PUT", pathOf(old), point({ createdTime: "2026-03-09 00:10:00" }));
    expect(back.at("/location_history/isLatest")).toBe(false);
    expect(await latest(bayu)).toMatchObject([{ createdTime: "2026-03-09 00:20:00" }]);
    await call(mock, "PATCH", pathOf(newer), { email: danu });
    expect(await latest(bayu)).toMatchObject([{ createdTime: "2026-03-09 00:10:00" }]);
    expect(await latest(danu)).toHaveLength(1);
  });

  test.each([
    [{ email: "nobody@kurirsamudra.example" }, "The selected email is invalid."],
    [{ taskId: "69ae1b90c4d1e2f3a4b5ffff" }, "The selected taskId is invalid."],
  ])("is refused with %j", async (changes, message) => {
    const { mock } = quietMock();
    expect(await record(mock, point(changes))).toMatchObject({ status: 400, body: { message } });
  });

  test("is replaced by its user and its time, and not created when there is none", async () => {
    const { mock } = quietMock();
    await record(mock, point({ createdTime: "2026-03-09 00:10:00", speed: 30 }));
    const put = (createdTime: string) => call(mock, "PUT", "/location-history", point({ createdTime, lat: -7.3 }));
    const { body } = await put("2026-03-09T07:10:00+07:00");
    expect(body).toMatchObject({
      location_history: { lat: -7.3, time: startOfTest, createdTime: "2026-03-09 00:10:00" },
    });
    expect(JSON.stringify(body)).not.toContain('"speed"');
    expect((await put("2026-03-09 00:11:00")).status).toBe(404);
  });

  test("is created by PUT under a new, well-formed id", async () => {
    const { mock } = quietMock();
    const path = `/location-history/${encodeURIComponent(`695b1b20c4d1e2f3a4b50001_${bayu}_1773000000000`)}`;
    const first = await call(mock, "PUT", path, point({ createdTime: "2026-03-08 20:00:00" }));
    expect(first.body).toMatchObject({ location_history: { time: 1773000000000 } });
    const second = await call(mock, "PUT", path, point({ lat: -7.3, createdTime: "2026-03-08 20:00:00" }));
    expect(second.body).toMatchObject({ location_history: { lat: -7.3, time: 1773000000000 } });
    expect(await total(mock, `email=${bayu}`)).toBe(1);
    expect((await call(mock, "PUT", "/location-history/nonsense", point())).status).toBe(404);
  });

  test("keeps what a change leaves out", async () => {
    const { mock } = quietMock();
    const made = await record(mock, point({ createdTime: "2026-03-09 00:10:00", data: { battery: 81 } }));
    const path = `/location-history/${encodeURIComponent(String(made.at("/location_history/_id")))}`;
    const { body } = await call(mock, "PATCH", path, { speed: 22 });
    expect(body).toMatchObject({
      location_history: { speed: 22, data: { battery: 81 }, createdTime: "2026-03-09 00:10:00" },
    });
  });
});

describe("a trip", () => {
  const start = point({ startTime: "2026-03-09 01:00:00", notes: "Van" });
  const finish = point({ lat: -7.3, finishTime: "2026-03-09 02:30:00", distance: 1.5 });

  test("is opened by its start and completed by its finish, with totals", async () => {
    const { mock } = quietMock();
    const open = await record(mock, start);
    expect(open.body).toMatchObject({
      location_history: { finish: null, startTime: "2026-03-09 01:00:00", updatedBy: null },
    });
    expect(open.at("/location_history/_id")).toMatch(/_20260309080000s$/);
    await record(mock, point({ createdTime: "2026-03-09 01:30:00", distance: 2.6 }));
    const done = await record(mock, finish);
    expect(done.body).toMatchObject({
      location_history: {
        _id: open.at("/location_history/_id"),
        lat: -7.25,
        finish: { lat: -7.3, finishTime: "2026-03-09 02:30:00", totalDuration: 90, totalDistance: 4.1 },
        trackedTime: 90,
        isLatest: false,
      },
    });
    expect(await total(mock, `email=${bayu}&startFinish=true`)).toBe(1);
    expect(await total(mock, `email=${bayu}&startFinish=false`)).toBe(1);
    expect(await total(mock, `email=${bayu}`)).toBe(2);
  });

  test("has to end before the next one starts, and to start before it ends", async () => {
    const { mock } = quietMock();
    expect((await record(mock, finish)).status).toBe(409);
    expect((await record(mock, start)).status).toBe(200);
    expect((await record(mock, start)).status).toBe(409);
    expect((await record(mock, { ...start, email: danu })).status).toBe(200);
    expect((await record(mock, finish)).status).toBe(200);
    expect((await record(mock, start)).status).toBe(200);
  });
});

test("the end of a trip names no unknown task", async () => {
  const { mock } = quietMock();
  await record(mock, point({ startTime: "2026-03-09 01:00:00" }));
  const end = point({ finishTime: "2026-03-09 02:00:00", taskId: "69ae1b90c4d1e2f3a4b5ffff" });
  expect(await record(mock, end)).toMatchObject({ status: 400, body: { message: "The selected taskId is invalid." } });
  expect((await record(mock, { ...end, taskId: "" })).status).toBe(200);
});

test("the records of a bulk succeed or fail on their own, each under an id of its own", async () => {
  const { mock } = quietMock();
  const rows = [point(), point(), point({ email: "nobody@kurirsamudra.example" })];
  const { body, at } = await call(mock, "POST", "/location-history/bulk", { location_histories: rows });
  expect(body).toMatchObject({
    success: 2,
    failed: 1,
    tasks: [{ status: true }, { status: true }, { status: false, message: "The selected email is invalid." }],
  });
  expect(at("/tasks/0/_id")).not.toBe(at("/tasks/1/_id"));
});

test("a range of time needs timeBy", async () => {
  const { mock } = quietMock();
  await record(mock, point({ createdTime: "2026-03-09 00:10:00" }));
  await record(mock, point({ createdTime: "2026-03-09 00:11:00" }));
  const range = `email=${bayu}&timeFrom=2026-03-09%2000:11:00&timeTo=2026-03-09%2000:11:00`;
  expect(await total(mock, range)).toBe(2);
  expect(await total(mock, `timeBy=createdTime&${range}`)).toBe(1);
});

describe("a tracking token", () => {
  const make = async (mock: Mock, body: JsonObject) =>
    String((await call(mock, "POST", "/location-history/generate-token", body)).at("/token"));

  /** Follows a user as a guest does: without any token of a user. */
  async function follow(mock: Mock, token: string) {
    const url = `/api/v3/location-history/tracking/${token}`;
    const response = await mock.fetch(new Request(`http://mock${url}`));
    const responseBody = await response.text();
    const responseHeaders = Object.fromEntries(response.headers);
    const { status } = response;
    const exchange = { method: "GET", url, status, requestHeaders: {}, responseHeaders, responseBody };
    expect(checkExchange(exchange)).toEqual([]);
    return { status, body: JSON.parse(responseBody) };
  }

  test("shows a guest one day of one user of the organization that made it", async () => {
    const { mock } = quietMock();
    await record(mock, point({ createdTime: "2026-03-09 00:10:00" }));
    await record(mock, point({ createdTime: "2026-03-09 00:40:00" }));
    await record(mock, point({ createdTime: "2026-03-08 00:40:00" }));
    const { status, body } = await follow(mock, await make(mock, { email: bayu }));
    expect(status).toBe(200);
    expect(body.tasks).toMatchObject({
      total: 2,
      data: [{ createdTime: "2026-03-09 00:40:00" }, { createdTime: "2026-03-09 00:10:00" }],
    });
    expect(body.tasks.path).toMatch(/\/tracking\/\w+/);
    const other = await follow(mock, await make(mock, { email: bayu, date: "2026-03-08" }));
    expect(other.body.tasks.total).toBe(1);
  });

  test("expires after seven days", async () => {
    const { mock, wait } = quietMock();
    const token = await make(mock, { email: bayu });
    wait(7 * 86_400_000);
    expect((await follow(mock, token)).status).toBe(200);
    wait(1);
    const { status, body } = await follow(mock, token);
    expect(status).toBe(401);
    expect(body).toEqual({ status: false, message: "Your tracking token has expired" });
  });

  test("that was never made is refused; that of the document always holds", async () => {
    const { mock } = quietMock();
    expect((await follow(mock, "nonsense")).status).toBe(400);
    const [shown] = examplesOf("generateLocationHistoryToken").answers[200] ?? [];
    const { token } = Object(shown?.value);
    expect((await follow(mock, String(token))).body.tasks.total).toBeGreaterThan(0);
  });

  test("that was changed is refused, also where somebody lets it hold longer", async () => {
    const { mock } = quietMock();
    const [content = "", seal = ""] = (await make(mock, { email: bayu })).split(".");
    const ticket = JSON.parse(Buffer.from(content, "base64url").toString());
    const longer = JSON.stringify({ ...ticket, expires: ticket.expires * 2 });
    const forged = Buffer.from(longer).toString("base64url");
    for (const token of [content, forged, `${forged}.${seal}`]) expect((await follow(mock, token)).status).toBe(400);
    expect((await follow(mock, `${content}.${seal}`)).status).toBe(200);
  });

  test("is made for users of the organization only", async () => {
    const { mock } = quietMock();
    const body = { email: "nobody@kurirsamudra.example" };
    expect((await call(mock, "POST", "/location-history/generate-token", body)).status).toBe(400);
  });
});

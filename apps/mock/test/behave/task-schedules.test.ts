import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, test } from "vitest";
import { isObject, type JsonObject } from "../../src/json.ts";
import { call, quietMock } from "./support.ts";

const weeklyId = "695db394c4d1e2f3a4b50a02";

/** A documented request by the name of its example, with changes. */
function request(name: string, changes: JsonObject = {}): JsonObject {
  const found = examplesOf("createTaskSchedule").requests.find((one) => one.name === name);
  return { ...(isObject(found?.value) ? found.value : {}), ...changes };
}

async function create(body: JsonObject) {
  const { mock } = quietMock();
  return call(mock, "POST", "/task/schedule", body);
}

describe("a new schedule", () => {
  test.each([
    ["daily", ["01:00", "06:00"]],
    ["weekly", ["monday 01:00", "thursday 01:00"]],
    ["monthly", ["5 03:00"]],
    ["by-date", ["2026-03-16 02:30", "2026-03-30 02:30"]],
    ["custom", ["friday 01:30"]],
  ])("of the kind %s lists all its runs and waits for the first one", async (name, timeSchedules) => {
    const { status, body } = await create(request(name));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { timeSchedules, logExecuted: { status: "PENDING" }, createdBy: "Wulan Dermaga" },
    });
  });

  test("has an interval and a frequency only if it is a custom one", async () => {
    expect((await create(request("daily"))).body).toMatchObject({ data: { interval: null, frequency: null } });
    expect((await create(request("custom"))).body).toMatchObject({ data: { interval: 2, frequency: "weekly" } });
  });

  test("has each of its users once", async () => {
    const danu = "danu.ombak@kurirsamudra.example";
    expect((await create(request("daily", { assignee: [danu, danu] }))).at("/data/assignee")).toEqual([danu]);
  });

  test.each([
    [{ hubId: "695b1b20c4d1e2f3a4b5ffff" }, "The selected hubId is invalid."],
    [{ flow: "Nothing" }, "The selected flow is invalid."],
    [{ flowId: "695db394c4d1e2f3a4b50502" }, "The selected flowId is invalid."],
    [{ assignee: ["nobody@kurirsamudra.example"] }, "The selected assignee is invalid."],
    [{ assignee: ["bayu.layar@kurirsamudra.example"] }, "The assignee does not belong to the hub."],
    [{ task: {} }, "The customerName field is required."],
  ])("is refused with %j", async (changes, message) => {
    expect(await create(request("daily", changes))).toMatchObject({ status: 400, body: { message } });
  });
});

describe("many schedules at once", () => {
  test("succeed or fail on their own; failed_index says which failed", async () => {
    const { mock } = quietMock();
    const schedules = [
      request("daily", { assignee: ["bayu.layar@kurirsamudra.example"] }),
      request("weekly"),
      request("monthly", { flow: "Nothing" }),
    ];
    const { body, at } = await call(mock, "POST", "/task/schedules/bulk", { schedules });
    expect(body).toMatchObject({
      success: 1,
      failed: 2,
      schedules: [
        { status: false, message: "The assignee does not belong to the hub.", name: "Morning round Toko Bahari" },
        { status: true, name: "Stock for Warung Layar" },
        { status: false },
      ],
      failed_index: [0, 2],
    });
    expect((await call(mock, "GET", `/task/schedule/${at("/schedules/1/_id")}`)).status).toBe(200);
  });
});

describe("a changed schedule", () => {
  const change = async (patch: JsonObject) => {
    const { mock } = quietMock();
    return call(mock, "PATCH", `/task/schedule/${weeklyId}`, patch);
  };

  test("has its runs listed anew and keeps the outcome of its last one", async () => {
    const { body } = await change({ periode: "daily", schedules: [{ time: ["04:00"] }] });
    expect(body).toMatchObject({
      data: {
        timeSchedules: ["04:00"],
        logExecuted: { status: "SUCCESS" },
        createdBy: "Sekar Pelita",
        updatedBy: "wulan.dermaga@kurirsamudra.example",
        startTime: "2026-01-12",
      },
    });
  });

  test("may become a custom one, whose range has times of day", async () => {
    const { body } = await change({ periode: "custom", interval: 3, frequency: "weekly" });
    expect(body).toMatchObject({
      data: { interval: 3, frequency: "weekly", startTime: "2026-01-12 00:00", endTime: "2026-12-31 23:59" },
    });
  });

  test.each([
    [{ periode: "custom" }, "The interval field is required."],
    [{ periode: "custom", interval: 2 }, "The frequency field is required."],
    [{ periode: "monthly" }, "The schedules.0.day field does not suit the period."],
    [{ schedules: [{ time: ["01:00"] }] }, "The schedules.0.day field is required."],
    [
      { periode: "byDate", schedules: [{ date: "5", time: ["01:00"] }] },
      "The schedules.0.date field does not suit the period.",
    ],
    [{ flow: "Pickup" }, "The selected flowId is invalid."],
    [{ hubId: "695b2930c4d1e2f3a4b50102" }, "The assignee does not belong to the hub."],
  ])("has to suit its period, its flow and its hub as a whole: %j", async (patch, message) => {
    expect(await change(patch)).toMatchObject({ status: 400, body: { message } });
  });

  test("is replaced as a whole", async () => {
    const { mock } = quietMock();
    const { hubId, name, periode, flow, flowId, task, schedules } = request("by-date");
    const body = { hubId, name, periode, flow, flowId, task, schedules };
    const answer = await call(mock, "PUT", `/task/schedule/${weeklyId}`, body);
    expect(answer.body).toMatchObject({ data: { _id: weeklyId, assignee: [], logExecuted: { status: "SUCCESS" } } });
    expect(answer.at("/data/startTime")).toBeUndefined();
  });
});

test("schedules are found by a part of the name, the outcome of the last run and any of several users", async () => {
  const { mock } = quietMock();
  await call(mock, "POST", "/task/schedule", request("daily", { name: "Monsoon round" }));
  const rows = async (query: string) => {
    const found = (await call(mock, "GET", `/task/schedules?${query}`)).at("/taskSchedules/data");
    return Array.isArray(found) ? found.filter(isObject) : [];
  };
  expect((await rows("name=MONSOON")).map(({ name }) => name)).toEqual(["Monsoon round"]);
  for (const status of ["FAILED", "SUCCESS"]) {
    const outcomes = (await rows(`status=${status}`)).map(
      ({ logExecuted }) => isObject(logExecuted) && logExecuted.status,
    );
    expect(new Set(outcomes)).toEqual(new Set([status]));
  }
  const [danu, tirta] = ["danu.ombak@kurirsamudra.example", "tirta.karang@kurirsamudra.example"];
  const workers = (await rows(`assignee=${danu},${tirta}`)).flatMap(({ assignee }) => assignee);
  expect(new Set(workers)).toEqual(new Set([danu, tirta]));
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { isObject, type JsonObject, valueAt } from "../../src/json.ts";
import { useReceiver } from "./receiver.ts";
import { call } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const danu = "danu.ombak@kurirsamudra.example";
const danuId = "695c73a8c4d1e2f3a4b50202";
const delivery = "695db394c4d1e2f3a4b50501";
/** A Monday. */
const start = "2026-03-09T01:00:00Z";

/** A mock whose clock stands still at `start` until it is moved. */
function stillMock(options: Parameters<typeof createMock>[0] = {}): Mock {
  const mock = createMock({ rateLimit: false, clock: start, ...options });
  mock.control.clock.freeze();
  onTestFinished(() => mock.close());
  return mock;
}

const goTo = (mock: Mock, time: string) => mock.control.clock.set(Date.parse(time));

/** A documented request by the name of its example, with changes. */
function request(name: string, changes: JsonObject = {}): JsonObject {
  const found = examplesOf("createTaskSchedule").requests.find((one) => one.name === name);
  return { ...(isObject(found?.value) ? found.value : {}), ...changes };
}

/** A delivery every day at 06:00. */
const daily = (changes: JsonObject = {}) => request("daily", { schedules: [{ time: ["06:00"] }], ...changes });

/** Creates a schedule and returns its id. */
async function create(mock: Mock, body: JsonObject): Promise<string> {
  const reply = await call(mock, "POST", "/task/schedule", body);
  expect(reply.status).toBe(200);
  return String(reply.at("/data/_id"));
}

const read = async (mock: Mock, id: string) => (await call(mock, "GET", `/task/schedule/${id}`)).at("/taskSchedules");

/** The tasks that schedules have made, the first one first. */
async function made(mock: Mock): Promise<readonly JsonObject[]> {
  const reply = await call(mock, "GET", "/tasks?limit=1000&sortBy=orderIndex&sortOrder=asc");
  const rows = reply.at("/tasks/data");
  return Array.isArray(rows) ? rows.filter((row) => isObject(row) && row.createdFrom === "SCHEDULER") : [];
}

const times = async (mock: Mock) => (await made(mock)).map(({ createdTime }) => String(createdTime).slice(0, 16));

describe("a schedule that is created", () => {
  test("makes a task when the clock reaches its time, and tells of it", async () => {
    const mock = stillMock();
    const id = await create(mock, daily());
    goTo(mock, "2026-03-09T05:59:59Z");
    expect(await made(mock)).toEqual([]);
    goTo(mock, "2026-03-09T06:00:07Z");
    const [task, ...more] = await made(mock);
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      flow: "Delivery",
      hubId: surabaya,
      status: "ONGOING",
      assignee: [danu],
      customerName: "Toko Bahari",
      weight: 12.5,
      createdBy: "Wulan Dermaga",
      createdTime: "2026-03-09T06:00:00+00:00",
      startTime: "2026-03-09T06:00:00+00:00",
    });
    expect(await read(mock, id)).toMatchObject({
      logExecuted: {
        status: "SUCCESS",
        taskId: task?._id,
        message: [`taskId: ${task?._id}`, "Task has been created successfully."],
        lastExecute: "2026-03-09 06:00:00",
      },
      createdTime: "2026-03-09T01:00:00+00:00",
      updatedTime: "2026-03-09T06:00:00+00:00",
    });
  });

  test("goes on until its active range ends", async () => {
    const mock = stillMock();
    await create(mock, daily({ startTime: "2026-03-11", endTime: "2026-03-12" }));
    goTo(mock, "2026-04-01T00:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-11T06:00", "2026-03-12T06:00"]);
  });

  test("in a bulk runs like any other", async () => {
    const mock = stillMock();
    await call(mock, "POST", "/task/schedules/bulk", { schedules: [daily(), request("monthly")] });
    goTo(mock, "2026-03-10T00:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-09T06:00"]);
  });

  test("makes unassigned tasks when it has no users, and tasks of the origin that its template names", async () => {
    const mock = stillMock();
    await create(mock, request("by-date", { task: { ...Object(request("by-date").task), createdFrom: "WEB" } }));
    goTo(mock, "2026-03-16T02:30:00Z");
    const { body } = await call(mock, "GET", "/tasks?sortBy=createdTime&sortOrder=desc&limit=1");
    expect(valueAt(body, "/tasks/data/0")).toMatchObject({
      flow: "Pickup",
      status: "UNASSIGNED",
      createdFrom: "WEB",
      createdTime: "2026-03-16T02:30:00+00:00",
    });
  });

  test("takes the time of a slot that is named twice once", async () => {
    const mock = stillMock();
    await create(mock, daily({ schedules: [{ time: ["06:00", "06:00"] }, { time: ["06:00"] }] }));
    goTo(mock, "2026-03-09T12:00:00Z");
    expect(await made(mock)).toHaveLength(1);
  });
});

describe("a run that can't make its task", () => {
  test.each([
    ["a user who is gone", `/member/${danuId}`, "The selected assignee is invalid."],
    ["a flow that is gone", `/flow/${delivery}`, "The selected flow is invalid."],
  ])("because of %s has failed for that reason, and the next one is tried", async (_, path, message) => {
    const mock = stillMock();
    const id = await create(mock, daily());
    goTo(mock, "2026-03-09T06:00:00Z");
    expect((await call(mock, "DELETE", path)).status).toBe(200);
    goTo(mock, "2026-03-11T12:00:00Z");
    const { logExecuted } = Object(await read(mock, id));
    expect(logExecuted).toEqual({ status: "FAILED", message: [message], lastExecute: "2026-03-11 06:00:00" });
    expect(await made(mock)).toHaveLength(1);
  });

  test("because its template holds what no task can have has failed for that reason", async () => {
    const mock = stillMock();
    const id = await create(mock, daily({ task: { ...Object(daily().task), startTime: "soon" } }));
    goTo(mock, "2026-03-09T06:00:00Z");
    expect(await read(mock, id)).toMatchObject({
      logExecuted: { status: "FAILED", message: [expect.stringContaining("startTime")] },
    });
  });

  test("because the mock is full says so", async () => {
    const mock = stillMock();
    await create(mock, daily());
    const full = stillMock({ maxRecords: mock.control.health().records });
    const id = await create(full, daily());
    goTo(full, "2026-03-09T06:00:00Z");
    expect(await read(full, id)).toMatchObject({
      logExecuted: { status: "FAILED", message: [expect.stringContaining("The mock holds at most")] },
    });
  });
});

test("runs are carried out in the name of the owner, though other users come first", async () => {
  const mock = stillMock();
  await create(mock, daily());
  goTo(mock, "2026-03-09T06:00:00Z");
  expect(await made(mock)).toMatchObject([{ assignedBy: "Wulan Dermaga" }]);
});

test("a flow with another name is still the flow of its schedules", async () => {
  const mock = stillMock();
  await create(mock, daily());
  const [example] = examplesOf("replaceFlow").requests;
  const renamed = { ...Object(example?.value), name: "Parcel" };
  expect((await call(mock, "PUT", `/flow/${delivery}`, renamed)).status).toBe(200);
  goTo(mock, "2026-03-09T06:00:00Z");
  expect(await made(mock)).toMatchObject([{ flow: "Parcel" }]);
});

describe("a schedule that is changed", () => {
  test("runs at its new times only", async () => {
    const mock = stillMock();
    const id = await create(mock, daily());
    await call(mock, "PATCH", `/task/schedule/${id}`, { schedules: [{ time: ["07:30"] }] });
    goTo(mock, "2026-03-10T07:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-09T07:30"]);
    await call(mock, "PUT", `/task/schedule/${id}`, request("by-date"));
    goTo(mock, "2026-03-29T00:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-09T07:30", "2026-03-16T02:30"]);
  });

  test("runs once at a time to which it has come back", async () => {
    const mock = stillMock();
    const id = await create(mock, daily());
    for (const time of ["07:30", "06:00"]) {
      await call(mock, "PATCH", `/task/schedule/${id}`, { schedules: [{ time: [time] }] });
    }
    goTo(mock, "2026-03-09T12:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-09T06:00"]);
  });

  test("makes no task any more when it is deleted, or its hub", async () => {
    const mock = stillMock();
    const hub = { name: "Gresik", address: "Jalan Perahu 4, Gresik 61111", lat: -7.16, lng: 112.65 };
    const hubId = (await call(mock, "POST", "/hub", hub)).at("/data/_id");
    const id = await create(mock, daily());
    await create(mock, daily({ hubId, assignee: [] }));
    await call(mock, "DELETE", `/task/schedule/${id}`);
    goTo(mock, "2026-03-09T06:00:00Z");
    expect(await made(mock)).toMatchObject([{ hubId }]);
    expect((await call(mock, "DELETE", `/hub/${hubId}`)).status).toBe(200);
    goTo(mock, "2026-03-12T00:00:00Z");
    expect(await made(mock)).toEqual([]);
  });
});

test("a schedule of the seed does not run until somebody writes to it", async () => {
  const mock = stillMock();
  await call(mock, "PATCH", "/task/schedule/695db394c4d1e2f3a4b50a03", { name: "Refill" });
  goTo(mock, "2026-04-06T00:00:00Z");
  expect(await times(mock)).toEqual(["2026-04-05T03:00"]);
});

describe("a run sets off", () => {
  const receiver = useReceiver();

  test("the webhooks and the automations that wait for new tasks", async () => {
    const mock = stillMock();
    const flow = { flow: "Delivery", flowId: delivery };
    const common = { event: "onTaskCreated", rules: flow, isActive: true };
    const hook = { name: "Hook", automationType: "webhook", automationDetails: { url: receiver.url } };
    const taskData = { customerName: "$refFlow.customerName", address: "$refFlow.address" };
    const automationDetails = { flow: "Pickup", flowId: "695db394c4d1e2f3a4b50502", taskData };
    for (const one of [hook, { name: "Pickup", automationType: "createTask", automationDetails }]) {
      expect((await call(mock, "POST", "/automation", { ...common, ...one })).status).toBe(200);
    }
    await create(mock, daily());
    goTo(mock, "2026-03-09T06:00:00Z");
    const [task] = await made(mock);
    const [delivered] = await receiver.expect(1);
    expect(delivered?.body).toMatchObject({ _id: task?._id, createdFrom: "SCHEDULER" });
    const pickups = await call(mock, "GET", "/tasks?flow=Pickup&sortBy=createdTime&sortOrder=desc&limit=1");
    expect(pickups.at("/tasks/data/0")).toMatchObject({ customerName: "Toko Bahari", createdFrom: "Automation" });
  });
});

test("a clock that jumps makes up for the last hundred runs, in their order, each at its own time", async () => {
  const mock = stillMock();
  const id = await create(mock, daily({ schedules: [{ time: ["06:00"] }] }));
  const other = await create(mock, daily({ schedules: [{ time: ["05:00"] }], startTime: "2026-12-30" }));
  goTo(mock, "2027-03-01T00:00:00Z");
  const ran = await times(mock);
  expect(ran).toHaveLength(102);
  expect(ran[0]).toBe("2026-09-23T06:00");
  expect(ran.slice(-4)).toEqual(["2026-12-30T05:00", "2026-12-30T06:00", "2026-12-31T05:00", "2026-12-31T06:00"]);
  const ids = (await made(mock)).map(({ _id }) => String(_id));
  expect(ids).toEqual([...ids].sort());
  for (const [one, lastExecute] of Object.entries({ [id]: "2026-12-31 06:00:00", [other]: "2026-12-31 05:00:00" })) {
    expect(await read(mock, one)).toMatchObject({ logExecuted: { lastExecute } });
  }
});

describe("what takes the records back takes the runs back", () => {
  test("a reset", async () => {
    const mock = stillMock();
    await create(mock, daily());
    mock.control.reset("acme");
    goTo(mock, "2026-03-12T00:00:00Z");
    expect(await made(mock)).toEqual([]);
  });

  test("a snapshot from before the schedule", async () => {
    const mock = stillMock();
    const snapshot = mock.control.snapshot();
    await create(mock, daily());
    mock.control.restore(snapshot);
    goTo(mock, "2026-03-12T00:00:00Z");
    expect(await made(mock)).toEqual([]);
  });

  test("a snapshot with the schedule, which then goes on from the time of the clock", async () => {
    const mock = stillMock();
    await create(mock, daily());
    const snapshot = mock.control.snapshot();
    for (let round = 0; round < 3; round += 1) {
      goTo(mock, "2026-03-11T00:00:00Z");
      expect(await times(mock)).toEqual(["2026-03-09T06:00", "2026-03-10T06:00"]);
      goTo(mock, start);
      mock.control.restore(snapshot);
    }
    goTo(mock, "2026-03-11T00:00:00Z");
    mock.control.restore(snapshot);
    expect(await made(mock)).toEqual([]);
    goTo(mock, "2026-03-11T06:00:00Z");
    expect(await times(mock)).toEqual(["2026-03-11T06:00"]);
  });
});

test("after a restart a schedule goes on, though nobody asks for it, and makes up for nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, "mock.db");
  const first = stillMock({ data });
  await create(first, daily());
  goTo(first, "2026-03-09T06:00:00Z");
  expect(await made(first)).toHaveLength(1);
  first.close();
  const second = stillMock({ data, clock: "2026-03-12T00:00:00Z" });
  goTo(second, "2026-03-12T07:00:00Z");
  // An organization that is only opened when it is asked for would have missed it.
  expect(await times(second)).toEqual(["2026-03-09T06:00", "2026-03-12T06:00"]);
});

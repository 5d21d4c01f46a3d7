import { beforeEach, describe, expect, test } from "vitest";
import { useReceiver } from "./receiver.ts";
import { call, quietMock } from "./support.ts";

const receiver = useReceiver();

let { mock } = quietMock();
beforeEach(() => {
  ({ mock } = quietMock());
  return () => mock.close();
});

const send = (method: string, path: string, body?: unknown, token?: string) => call(mock, method, path, body, token);
const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const customers = "695db394c4d1e2f3a4b50701";
const delivery = { flow: "Delivery", flowId: "695db394c4d1e2f3a4b50501" };
const pickup = { flow: "Pickup", flowId: "695db394c4d1e2f3a4b50502" };
const danu = "danu.ombak@kurirsamudra.example";
const tirta = "tirta.karang@kurirsamudra.example";

/** Creates an automation about deliveries and returns its id. */
async function automate(event: string, automationType: string, automationDetails: object, more: object = {}) {
  const body = { name: automationType, event, rules: delivery, automationType, automationDetails, ...more };
  const reply = await send("POST", "/automation", body);
  expect(reply.status).toBe(200);
  return String(reply.at("/data/_id"));
}

/** Creates a delivery and returns its id. */
async function deliver(more: object = {}, token?: string): Promise<string> {
  const task = { flow: "Delivery", hubId: surabaya, customerName: "Toko Jangkar", address: "Jalan Sauh 3", ...more };
  const reply = await send("POST", "/task", task, token);
  expect(reply.status).toBe(200);
  return String(reply.at("/task/_id"));
}

const finish = (id: string, token?: string) => send("PATCH", `/task/${id}`, { status: "DONE" }, token);
const tasks = async (query: string) => (await send("GET", `/tasks?${query}`)).at("/tasks/data");
const readLog = (id: string) => send("GET", `/automation-log?automationId=${id}`);
const log = async (id: string) => (await readLog(id)).at("/data");

describe("an automation that creates a task", () => {
  test("gives it the hub, the times and the named values of the task that sets it off", async () => {
    const id = await deliver({ endTime: "2026-03-12T09:00:00+00:00" });
    const before = Number((await send("GET", "/tasks?flow=Pickup")).at("/tasks/total"));
    await finish(id);
    expect((await send("GET", "/tasks?flow=Pickup")).at("/tasks/total")).toBe(before + 1);
    expect(await tasks("flow=Pickup")).toMatchObject({
      0: {
        ...pickup,
        hubId: surabaya,
        status: "UNASSIGNED",
        endTime: "2026-03-12T09:00:00+00:00",
        customerName: "Toko Jangkar",
        address: "Jalan Sauh 3",
        title: "Toko Jangkar",
        openFrom: "08:00",
        createdFrom: "Automation",
        createdBy: null,
      },
    });
  });

  test("does so only for tasks that have the values of its filter, and while it is active", async () => {
    await finish(await deliver({ service: "Express" }));
    await send("PATCH", "/automation/695db394c4d1e2f3a4b50901", { isActive: false });
    await finish(await deliver());
    expect(await tasks("flow=Pickup")).not.toContainEqual(expect.objectContaining({ createdFrom: "Automation" }));
  });

  test("can be set off by a data record", async () => {
    const record = {
      dataId: "C-9",
      dataTypeId: customers,
      hubId: malang,
      name: "Toko Pelangi",
      address: "Jalan Ombak 1",
    };
    await send("POST", "/data", { ...record, segment: "Wholesale" });
    expect(await tasks("flow=House Inspection")).toMatchObject({
      0: { hubId: malang, owner: "Toko Pelangi", address: "Jalan Ombak 1", visit: "First visit" },
    });
  });

  test("can give it to whoever finished the other one", async () => {
    const details = { ...pickup, hubId: "$refFlow.hubId", assignee: [], taskData: {}, reassignment: "doneBy" };
    await automate("onTaskFinished", "createAssignTask", details);
    await finish(await deliver({ service: "Express" }), "acme~danu");
    expect(await tasks(`flow=Pickup&assignee=${danu}&status=ONGOING`)).toMatchObject({
      0: { createdFrom: "Automation" },
    });
  });

  test("does not set itself off, but others", async () => {
    const id = await automate("onTaskCreated", "createTask", { ...delivery, taskData: { customerName: "Again" } });
    await automate("onTaskCreated", "webhook", { url: receiver.url });
    await deliver();
    expect(await log(id)).toHaveLength(1);
    const deliveries = await receiver.expect(2);
    expect(deliveries.map(({ body }) => body)).toMatchObject([
      { customerName: "Again" },
      { customerName: "Toko Jangkar" },
    ]);
  });
});

test("automations that set one another off come to an end", async () => {
  for (let count = 0; count < 6; count++) await automate("onTaskCreated", "createTask", { ...delivery, taskData: {} });
  const before = Number((await send("GET", "/tasks")).at("/tasks/total"));
  await deliver();
  expect((await send("GET", "/tasks")).at("/tasks/total")).toBe(before + 1 + 6 + 6 * 5 + 6 * 5 * 4 + 6 * 5 * 4 * 3);
});

test("an automation moves a task also into a hub that its creator can't reach", async () => {
  await automate("onTaskCreated", "moveTask", { hubId: malang });
  const id = await deliver({}, "acme~danu");
  expect((await send("GET", `/task/${id}`)).at("/task")).toMatchObject({ hubId: malang, hub: { name: "Malang" } });
});

test("an automation places a task in a hub and assigns it there", async () => {
  await automate("onTaskCreated", "assignTask", { hubId: surabaya, assignee: [tirta] });
  const id = await deliver({ hubId: malang });
  expect((await send("GET", `/task/${id}`)).at("/task")).toMatchObject({
    hubId: surabaya,
    status: "ONGOING",
    assignee: [tirta],
    assignedTo: { email: tirta },
  });
});

describe("an automation that writes data", () => {
  const details = {
    dataTypeId: customers,
    dataId: "$refFlow.phone",
    dataSource: { name: "$refFlow.customerName", address: "$refFlow.address", segment: "Retail" },
  };
  const find = async () => (await send("GET", "/data?dataId=0315550199")).at("/data/data");

  test("creates the record, and changes it the next time", async () => {
    await automate("onTaskFinished", "createOrUpdateDataSource", details);
    await finish(await deliver({ phone: "0315550199" }));
    await finish(await deliver({ phone: "0315550199", customerName: "Toko Baru" }));
    expect(await find()).toMatchObject([{ hubId: surabaya, name: "Toko Baru", segment: "Retail" }]);
  });

  test("can add users to those who may use it, or replace them", async () => {
    const adding = { ...details, updateLimitUser: true, limitUser: [tirta] };
    const id = await automate("onTaskFinished", "createOrUpdateDataSource", adding);
    await finish(await deliver({ phone: "0315550199" }));
    const more = { ...adding, limitUser: [danu] };
    const body = { name: "More", event: "onTaskFinished", rules: delivery, automationType: "createOrUpdateDataSource" };
    await send("PUT", `/automation/${id}`, { ...body, automationDetails: more });
    await finish(await deliver({ phone: "0315550199" }));
    expect(await find()).toMatchObject([{ limitUser: [tirta, danu] }]);
    const replacing = { ...details, replaceLimitUser: true, limitType: "doneBy" };
    await send("PUT", `/automation/${id}`, { ...body, automationDetails: replacing });
    await finish(await deliver({ phone: "0315550199" }), "acme~danu");
    expect(await find()).toMatchObject([{ limitUser: [danu] }]);
  });
});

describe("the log of an action", () => {
  test("tells what was called and answered", async () => {
    const id = await automate("onTaskCreated", "moveTask", { hubId: malang });
    const task = await deliver();
    expect(await log(id)).toMatchObject([
      {
        _source: {
          automationUrl: `/api/v3/task/${task}/move`,
          referenceId: task,
          request: JSON.stringify({ hubId: malang }),
          statusCode: "200",
          isSuccess: "true",
          attempt: "0",
        },
      },
    ]);
  });

  test("tells why it failed, which harms nobody", async () => {
    const id = await automate("onTaskCreated", "assignTask", { hubId: malang, assignee: [danu] });
    const wrong = await automate("onTaskCreated", "createTask", { ...pickup, taskData: { startTime: "tomorrow" } });
    const task = await deliver();
    expect((await send("GET", `/task/${task}`)).at("/task")).toMatchObject({ hubId: surabaya, status: "UNASSIGNED" });
    const response = JSON.stringify({ status: false, message: "The assignee does not belong to the hub." });
    expect(await log(id)).toMatchObject([{ _source: { isSuccess: "false", statusCode: "400", response } }]);
    expect(await log(wrong)).toMatchObject([{ _source: { isSuccess: "false", statusCode: "400" } }]);
  });

  test("has another entry after a retry by hand, which does the same once more", async () => {
    const id = await automate("onTaskCreated", "assignTask", { hubId: malang, assignee: [danu] });
    const task = await deliver();
    await send("PUT", "/user/695c73a8c4d1e2f3a4b50202", { name: "Danu Ombak", hubId: [surabaya, malang] });
    const failed = (await readLog(id)).at("/data/0/_id");
    expect((await send("PATCH", `/automation-retry/${failed}`)).status).toBe(200);
    expect((await send("GET", `/task/${task}`)).at("/task")).toMatchObject({ hubId: malang, assignee: [danu] });
    expect(await log(id)).toMatchObject([
      { _source: { attempt: "1", isSuccess: "true" } },
      { _source: { attempt: "0" } },
    ]);
  });
});

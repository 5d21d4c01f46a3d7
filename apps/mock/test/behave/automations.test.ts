import { describe, expect, test } from "vitest";
import { isObject } from "../../src/json.ts";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const { send } = useMock();

const delivery = { flow: "Delivery", flowId: "695db394c4d1e2f3a4b50501" };
const pickup = { flow: "Pickup", flowId: "695db394c4d1e2f3a4b50502" };
const customers = "695db394c4d1e2f3a4b50701";
const surabaya = "695b1b20c4d1e2f3a4b50101";
const unknown = "ffffffffffffffffffffffff";
const warehouse = "/automation/695db394c4d1e2f3a4b50902";

const webhook = {
  name: "Tell the office",
  event: "onTaskCreated",
  rules: delivery,
  automationType: "webhook",
  automationDetails: { url: "https://hooks.kurirsamudra.example/office" },
};

describe("a new automation", () => {
  test("is active, about tasks, and says what it compares", async () => {
    const fields = { service: "Express", weight: 4 };
    expect(
      (await send("POST", "/automation", { ...webhook, rules: { ...delivery, fields } })).at("/data"),
    ).toMatchObject({
      isActive: true,
      dataType: "task",
      rules: { ...delivery, fields, schema: "flow:service:weight" },
      createdBy: "wulan.dermaga@kurirsamudra.example",
      updatedBy: "wulan.dermaga@kurirsamudra.example",
    });
  });

  test("on trips compares nothing", async () => {
    const trip = { ...webhook, event: "onFinishTrip", dataType: "locationHistory", rules: undefined };
    expect((await send("POST", "/automation", trip)).at("/data/rules")).toEqual({});
  });

  test("that writes data shows the name of the data type", async () => {
    const automationDetails = { dataTypeId: customers, dataId: "$refFlow.phone", dataSource: {} };
    const body = { ...webhook, event: "onTaskFinished", automationType: "createOrUpdateDataSource", automationDetails };
    expect((await send("POST", "/automation", body)).at("/data/automationDetails/dataTypeName")).toBe("Customer");
  });

  const create = { ...webhook, automationType: "createTask" };
  const assign = { ...webhook, automationType: "assignTask" };
  const write = { ...webhook, automationType: "createOrUpdateDataSource" };
  const record = { dataTypeId: customers, dataId: "A", dataSource: {} };
  test.each([
    ["rules.flowId", { ...webhook, rules: { ...delivery, flowId: unknown } }],
    ["rules.flow", { ...webhook, rules: { ...delivery, flow: "Pickup" } }],
    [
      "rules.dataTypeId",
      { ...webhook, event: "onDataSourceCreated", dataType: "data", rules: { dataTypeId: unknown } },
    ],
    ["automationDetails.flow", { ...create, automationDetails: { ...pickup, flow: "Nothing", taskData: {} } }],
    ["automationDetails.hubId", { ...assign, automationDetails: { hubId: unknown, assignee: [] } }],
    [
      "automationDetails.assignee",
      { ...assign, automationDetails: { hubId: surabaya, assignee: ["x@kurirsamudra.example"] } },
    ],
    ["automationDetails.dataTypeId", { ...write, automationDetails: { ...record, dataTypeId: unknown } }],
  ])("is refused when its %s does not exist", async (place, body) => {
    const { status, body: answer } = await send("POST", "/automation", body);
    expect([status, answer]).toEqual([400, refused(`The selected ${place} is invalid.`)]);
  });

  const flags = "automationDetails.updateLimitUser and automationDetails.replaceLimitUser";
  const again = { ...delivery, hubId: "$refFlow.hubId", assignee: [], taskData: {}, reassignment: "doneBy" };
  test.each([
    [
      "adds to the users of a record and replaces them",
      { ...write, automationDetails: { ...record, updateLimitUser: true, replaceLimitUser: true } },
      `Only one of ${flags} may be true.`,
    ],
    [
      "limits the users of a record without saying how",
      { ...write, automationDetails: { ...record, limitType: "doneBy" } },
      `The automationDetails.limitType field needs one of ${flags}.`,
    ],
    [
      "asks who finished a task that was just created",
      { ...webhook, automationType: "createAssignTask", automationDetails: again },
      "The automationDetails.reassignment doneBy goes with the event onTaskFinished only.",
    ],
    [
      "sends a message to what is no phone number",
      {
        ...webhook,
        automationType: "notification",
        automationDetails: { channel: "whatsapp", taskFieldReceiver: "address", secretKey: "key", message: "Hello" },
      },
      "The selected automationDetails.taskFieldReceiver is invalid.",
    ],
  ])("is refused when it %s", async (_, body, message) => {
    expect(await send("POST", "/automation", body)).toMatchObject({ status: 400, body: refused(message) });
  });
});

describe("an automation", () => {
  test("keeps its action", async () => {
    const automationDetails = { ...pickup, taskData: {} };
    const { status, body } = await send("PUT", warehouse, {
      ...webhook,
      automationType: "createTask",
      automationDetails,
    });
    expect([status, body]).toEqual([400, refused("The automationType can't be changed.")]);
  });

  test("is replaced as a whole, but for who created it", async () => {
    const first = (await send("GET", warehouse)).at("/data/createdBy");
    const { at } = await send("PUT", warehouse, webhook, "acme~sekar");
    expect(at("/data")).toMatchObject({
      event: "onTaskCreated",
      automationDetails: webhook.automationDetails,
      createdBy: first,
      updatedBy: "sekar.pelita@kurirsamudra.example",
    });
    expect(at("/data/automationDetails/headers")).toBeUndefined();
  });

  test("that was read can be sent back as it is", async () => {
    for (const { _id } of [{ _id: "695db394c4d1e2f3a4b50901" }, { _id: "695db394c4d1e2f3a4b50907" }]) {
      const read = (await send("GET", `/automation/${_id}`)).at("/data");
      const { name, event, dataType, rules, automationType, automationDetails, isActive } = isObject(read) ? read : {};
      const own = { name, event, dataType, rules, automationType, automationDetails, isActive };
      const { status, at } = await send("PUT", `/automation/${_id}`, own);
      expect([status, at("/data/rules")]).toEqual([200, rules]);
    }
  });

  test("takes another event only when that suits its kind of record", async () => {
    expect((await send("PATCH", warehouse, { event: "onTaskAssigned" })).at("/data/event")).toBe("onTaskAssigned");
    expect((await send("PATCH", warehouse, { event: "onStartTrip" })).status).toBe(400);
    expect((await send("GET", warehouse)).at("/data/event")).toBe("onTaskAssigned");
  });

  test("can be switched off after its flow was renamed", async () => {
    await send("PUT", `/flow/${delivery.flowId}`, { name: "Parcels", pages: [{ id: "page0", components: [] }] });
    expect((await send("PATCH", warehouse, { isActive: false })).at("/data/isActive")).toBe(false);
    expect((await send("PUT", warehouse, webhook)).status).toBe(400);
  });

  test("takes its log along when it is deleted", async () => {
    const log = async () => (await send("GET", "/automation-log")).at("/total");
    expect(await log()).toBe(2);
    expect((await send("DELETE", warehouse)).status).toBe(200);
    expect(await log()).toBe(0);
  });
});

describe("the list of automations", () => {
  const names = async (query: string) => {
    const { at } = await send("GET", `/automations?${query}`);
    return Array.from({ length: Number(at("/data/total")) }, (_, index) => at(`/data/data/${index}/name`));
  };

  test("is filtered by flow, and searched in name, action and flow", async () => {
    await send("POST", "/automation", { ...webhook, rules: pickup });
    expect(await names("flow=Pickup")).toEqual(["Tell the office"]);
    expect(await names("q=OFFICE")).toEqual(["Tell the office"]);
    expect(await names("q=pickup")).toEqual(["Tell the office"]);
    expect(await names("q=notif")).toEqual(["Send the tracking link to the customer"]);
  });

  test("does not say who has made them", async () => {
    const { at } = await send("POST", "/automation", webhook);
    expect(at("/data")).toHaveProperty("createdBy");
    const row = (await send("GET", "/automations")).at("/data/data/0");
    expect(row).toMatchObject({ _id: at("/data/_id"), name: "Tell the office" });
    for (const name of ["createdBy", "updatedBy"]) expect(row).not.toHaveProperty(name);
  });

  test("is sorted by flow on request", async () => {
    await send("POST", "/automation", { ...webhook, rules: pickup });
    expect((await names("sortBy=flow&sortOrder=desc"))[0]).toBe("Tell the office");
    expect((await names("sortBy=flow&sortOrder=asc")).at(-1)).toBe("Tell the office");
  });
});

describe("the log of automations", () => {
  const attempts = async (query: string) => {
    const { at } = await send("GET", `/automation-log?${query}`);
    const found = at("/data") as readonly { _source: { attempt: string } }[];
    return [at("/total"), ...found.map(({ _source }) => _source.attempt)];
  };

  test("is sorted by time, the latest first, unless told otherwise", async () => {
    expect(await attempts("")).toEqual([2, "1", "0"]);
    expect(await attempts("sortOrder=asc")).toEqual([2, "0", "1"]);
  });

  test("is shown page by page and repeats the search", async () => {
    expect(await attempts("limit=1&page=2")).toEqual([2, "0"]);
    const { at } = await send("GET", "/automation-log?limit=1&page=2&isSuccess=true");
    expect(at("/params")).toEqual({
      from: 1,
      size: 1,
      query: { bool: { must: [{ term: { "isSuccess.keyword": "true" } }] } },
      sort: [{ "@timestamp": { order: "desc" } }],
    });
  });

  test("is filtered by outcome, record, automation and day", async () => {
    expect(await attempts("isSuccess=false")).toEqual([1, "0"]);
    expect(await attempts("taskId=69ae1b90c4d1e2f3a4b51003")).toEqual([2, "1", "0"]);
    expect(await attempts(`taskId=${unknown}`)).toEqual([0]);
    expect(await attempts(`automationId=${unknown}`)).toEqual([0]);
    expect(await attempts("startDate=2026-03-09&endDate=2026-03-09")).toEqual([2, "1", "0"]);
    expect(await attempts("startDate=2026-03-10")).toEqual([0]);
    expect(await attempts("endDate=2026-03-08")).toEqual([0]);
  });
});

import spec from "@mileapp/spec/openapi.json" with { type: "json" };
import { beforeEach, expect, test } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { isObject, valueAt } from "../../src/json.ts";
import { useReceiver } from "./receiver.ts";
import { call, startOfTest } from "./support.ts";

const receiver = useReceiver();

let mock: Mock;
beforeEach(() => {
  mock = createMock({ rateLimit: false, clock: startOfTest });
  mock.control.clock.freeze();
  return () => mock.close();
});

const send = (method: string, path: string, body: unknown) => call(mock, method, path, body);
const hubId = "695b1b20c4d1e2f3a4b50101";
const plan = "69ae2bf8c4d1e2f3a4b50b01";
const customers = "695db394c4d1e2f3a4b50701";
const delivery = { flow: "Delivery", hubId, customerName: "Toko Jangkar", address: "Jalan Sauh 3, Surabaya" };
const tasks = { dataType: "task", rules: { flow: "Delivery", flowId: "695db394c4d1e2f3a4b50501" } };
const results = { dataType: "routingResult" };
const trips = { dataType: "locationHistory" };
const where = { email: "bayu.layar@kurirsamudra.example", lat: -7.25, lon: 112.74 };
const danu = ["danu.ombak@kurirsamudra.example"];

const createTask = async () => String((await send("POST", "/task", delivery)).at("/task/_id"));
const assign = async (id: string) => send("PUT", `/task/${id}/assign`, { assignee: danu });
const start = () => send("POST", "/location-history", { ...where, startTime: "2026-03-09 01:00:00" });
const route = {
  hubId,
  configuration: { defaultVisitTime: 10 },
  visits: [{ id: "V-1", name: "Toko Jangkar", address: "Jalan Sauh 3", coordinate: "-7.23,112.73" }],
  vehicles: [{ id: "695db394c4d1e2f3a4b50601", name: "Van Surabaya 1" }],
};

/** What makes each event of the document happen, and which records it is asked for. */
const events: Readonly<Record<string, readonly [object, () => Promise<unknown>]>> = {
  onTaskCreated: [tasks, createTask],
  onTaskAssigned: [tasks, async () => assign(await createTask())],
  onTaskFinished: [
    tasks,
    async () => {
      const id = await createTask();
      await assign(id);
      await send("PATCH", `/task/${id}`, { status: "DONE" });
    },
  ],
  onDataSourceCreated: [
    { dataType: "data", rules: { dataTypeId: customers } },
    () => send("POST", "/data", { dataTypeId: customers, hubId, dataId: "C-1", name: "Toko", address: "Jalan Sauh 3" }),
  ],
  onRoutingResultFinished: [results, () => send("POST", "/routing", route)],
  onRoutingResultDispatched: [results, () => send("POST", "/dispatch", { resultId: plan })],
  onStartTrip: [trips, start],
  onFinishTrip: [
    trips,
    async () => {
      await start();
      await send("POST", "/location-history", { ...where, finishTime: "2026-03-09 02:00:00" });
    },
  ],
};

const webhooks = Object.values(spec.webhooks).map(({ post }) => post);

test.each(webhooks.map((webhook) => [webhook.operationId, webhook] as const))(
  "%s is sent once, with what the document says it has",
  async (event, { requestBody }) => {
    const [asked, happen] = events[event] ?? [];
    const automationDetails = { url: receiver.url };
    await send("POST", "/automation", { name: event, event, automationType: "webhook", automationDetails, ...asked });
    await happen?.();
    const [delivered] = await receiver.expect(1);
    expect(Object.keys(Object(delivered?.body))).toEqual(
      expect.arrayContaining(requiredOf(requestBody.content["application/json"].schema)),
    );
  },
);

/** The properties that a schema of the document requires, also by what it is composed of. */
function requiredOf(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  const own = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const target = typeof schema.$ref === "string" ? [valueAt(spec, schema.$ref.slice(1))] : [];
  const parts = [...target, ...(Array.isArray(schema.allOf) ? schema.allOf : [])];
  return [...own, ...parts.flatMap(requiredOf)];
}

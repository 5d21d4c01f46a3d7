import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { isObject, valueAt, without } from "../../src/json.ts";
import { useReceiver } from "./receiver.ts";
import { call, startOfTest } from "./support.ts";

const receiver = useReceiver();
const minutes = 60_000;
const surabaya = "695b1b20c4d1e2f3a4b50101";
const customers = "695db394c4d1e2f3a4b50701";

let mock: Mock;
let faults: unknown[];
beforeEach(() => {
  faults = [];
  mock = createMock({ rateLimit: false, clock: startOfTest, onFault: (fault) => faults.push(fault) });
  mock.control.clock.freeze();
  return () => {
    mock.close();
    expect(faults).toEqual([]);
  };
});

const send = (method: string, path: string, body?: unknown) => call(mock, method, path, body);

/** Creates a webhook for new customers and returns its id. */
async function hook(more: object = {}): Promise<string> {
  const { at } = await send("POST", "/automation", {
    name: "Tell about customers",
    event: "onDataSourceCreated",
    dataType: "data",
    rules: { dataTypeId: customers },
    automationType: "webhook",
    automationDetails: { url: receiver.url, headers: { "X-Hook-Key": "a-secret" } },
    ...more,
  });
  return String(at("/data/_id"));
}

const customer = (dataId: string, more: object = {}) =>
  send("POST", "/data", {
    dataTypeId: customers,
    hubId: surabaya,
    dataId,
    name: "Toko Pelangi",
    address: "Jalan Ombak 1, Surabaya",
    ...more,
  });

/** A new record as webhooks get it: flat, so without its data type. */
function recordOf(body: unknown) {
  const record = valueAt(body, "/data");
  return isObject(record) ? without(record, ["data_type"]) : record;
}

/** The log of an automation, the latest first, once it has so many entries. */
async function log(automationId: string, count: number) {
  const read = async () => (await send("GET", `/automation-log?automationId=${automationId}`)).at("/data");
  const length = async () => valueAt(await read(), "/length");
  await expect.poll(length, { interval: 5, timeout: 5000 }).toBe(count);
  const entries = await read();
  return Array.from({ length: count }, (_, index) => ({
    id: String(valueAt(entries, `/${index}/_id`)),
    source: valueAt(entries, `/${index}/_source`),
  }));
}

const advance = (ms: number) => mock.control.clock.advance(ms);

/** Deliveries start right after the request that causes them: this is more time than they need. */
const silence = () => new Promise((resolve) => setTimeout(resolve, 50));

describe("a webhook", () => {
  test("gets the record that its event is about, with the headers of its automation", async () => {
    await hook();
    const created = await customer("CUST-0100");
    const [first] = await receiver.expect(1);
    expect(first?.body).toEqual(recordOf(created.body));
    expect(first?.headers).toMatchObject({ "content-type": "application/json", "x-hook-key": "a-secret" });
  });

  test("hears of every row of a bulk", async () => {
    await hook();
    const row = { dataTypeId: customers, hubId: surabaya, name: "Toko", address: "Jalan Ombak 2" };
    const data = ["CUST-0101", "CUST-0102"].map((dataId) => ({ ...row, dataId }));
    await send("POST", "/data/bulk", { data });
    await receiver.expect(2);
  });

  test("hears nothing while it is switched off", async () => {
    await hook({ isActive: false });
    await customer("CUST-0100");
    await silence();
    expect(receiver.deliveries).toEqual([]);
  });

  test("hears only of records that its filter lets through", async () => {
    await hook({ rules: { dataTypeId: customers, fields: { segment: "Wholesale" } } });
    await customer("CUST-0100", { segment: "Retail" });
    await customer("CUST-0101", { segment: "Wholesale" });
    const [first] = await receiver.expect(1);
    expect(first?.body).toMatchObject({ dataId: "CUST-0101" });
  });

  test("hears nothing of a request that is refused", async () => {
    await hook();
    expect((await customer("CUST-0001")).status).toBe(409);
    await silence();
    expect(receiver.deliveries).toEqual([]);
  });

  test("hears nothing of another organization", async () => {
    await hook();
    const record = { dataTypeId: customers, hubId: surabaya, dataId: "X", name: "Toko", address: "Jalan" };
    await call(mock, "POST", "/data", record, "other~wulan");
    await silence();
    expect(receiver.deliveries).toEqual([]);
  });
});

describe("a delivery", () => {
  test("that is received stands in the log with what was sent and answered", async () => {
    const id = await hook();
    const created = await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(entry?.source).toMatchObject({
      automationEvent: "onDataSourceCreated",
      automationUrl: receiver.url,
      automationDetails: JSON.stringify({ url: receiver.url }),
      referenceId: created.at("/data/_id"),
      request: JSON.stringify(recordOf(created.body)),
      response: '{"seen":true}',
      statusCode: "200",
      isSuccess: "true",
      attempt: "0",
      timestamp: "2026-03-09 01:00:00",
    });
  });

  test.each([201, 204, 302, 500])("that is answered with %i has failed", async (status) => {
    receiver.status = status;
    const [entry] = await log(await hookAndCustomer(), 1);
    expect(entry?.source).toMatchObject({ isSuccess: "false", statusCode: String(status) });
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("that fails is repeated three times, two minutes apart, with the same body", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    for (let count = 1; count <= 4; count++) {
      await log(id, count);
      advance(2 * minutes - 1);
      await silence();
      expect(receiver.deliveries).toHaveLength(count);
      advance(1);
    }
    await silence();
    expect(receiver.deliveries).toHaveLength(4);
    expect(new Set(receiver.deliveries.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const attempts = (await log(id, 4)).map(({ source }) => valueAt(source, "/attempt"));
    expect(attempts).toEqual(["3", "2", "1", "0"]);
  });

  test("that is received at the second attempt is not repeated again", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    await log(id, 1);
    receiver.status = 200;
    advance(2 * minutes);
    await log(id, 2);
    advance(10 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(2);
  });

  test("is not repeated when its automation has been switched off meanwhile", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    await log(id, 1);
    await send("PATCH", `/automation/${id}`, { isActive: false });
    advance(2 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("that is on its way while its automation is deleted leaves no entry in the log", async () => {
    const id = await hook();
    await customer("CUST-0100");
    await send("DELETE", `/automation/${id}`);
    await receiver.expect(1);
    await silence();
    await log(id, 0);
  });

  test("is not repeated after a reset", async () => {
    receiver.status = 503;
    await log(await hookAndCustomer(), 1);
    mock.control.reset("acme");
    advance(2 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("that is due after a restart is made without anybody asking", async () => {
    const data = join(await mkdtemp(join(tmpdir(), "mileapp-")), "data.db");
    const restart = () => createMock({ rateLimit: false, clock: startOfTest, data });
    mock.close();
    mock = restart();
    receiver.status = 503;
    const id = await hookAndCustomer();
    await log(id, 1);
    mock.close();
    mock = restart();
    receiver.status = 200;
    advance(2 * minutes);
    await vi.waitFor(() => expect(receiver.deliveries).toHaveLength(2));
    const [entry] = await log(id, 2);
    expect(entry?.source).toMatchObject({ attempt: "1", isSuccess: "true" });
  });

  test("to an address where nobody listens fails without harm to the request", async () => {
    const id = await hook({ automationDetails: { url: "http://127.0.0.1:1/" } });
    expect((await customer("CUST-0100")).status).toBe(200);
    const [entry] = await log(id, 1);
    expect(entry?.source).toMatchObject({ isSuccess: "false", statusCode: "0" });
    expect(String(valueAt(entry?.source, "/response"))).toMatch(/refused|bad port/);
  });

  test("to a name for examples is not sent at all", async () => {
    const id = await hook({ automationDetails: { url: "https://hooks.kurirsamudra.example/new" } });
    await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(valueAt(entry?.source, "/response")).toContain("name for examples");
  });

  test("with a header that HTTP does not allow fails and says so", async () => {
    const id = await hook({ automationDetails: { url: receiver.url, headers: { "no good": "x" } } });
    await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(valueAt(entry?.source, "/response")).toContain("no good");
  });
});

describe("a retry by hand", () => {
  test("sends the same body once more and logs a higher attempt", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    const [failed] = await log(id, 1);
    receiver.status = 200;
    expect((await send("PATCH", `/automation-retry/${failed?.id}`)).status).toBe(200);
    const [again] = await log(id, 2);
    expect(again?.source).toMatchObject({ attempt: "1", isSuccess: "true" });
    expect(receiver.deliveries[1]?.body).toEqual(receiver.deliveries[0]?.body);
  });

  test("of an entry that does not exist is answered with 404", async () => {
    expect((await send("PATCH", "/automation-retry/AAAAAAAAAAAAAAAAAAAA")).status).toBe(404);
  });

  test("of many entries is for MileApp's own accounts, and tells of each what became of it", async () => {
    const [entry] = await log(await hookAndCustomer(), 1);
    const body = { id: [entry?.id, "unknown"] };
    expect((await send("POST", "/automation-retries", body)).status).toBe(403);
    const { at } = await call(mock, "POST", "/automation-retries", body, "acme~support@mile.app");
    expect(at("/data")).toEqual({
      total: 2,
      success: 1,
      failed: 1,
      details: { [String(entry?.id)]: "Success", unknown: "Data not found" },
    });
    await receiver.expect(2);
  });
});

async function hookAndCustomer(): Promise<string> {
  const id = await hook();
  await customer("CUST-0100");
  await receiver.expect(1);
  return id;
}

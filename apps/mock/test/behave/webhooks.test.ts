import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
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
  mock.control.clock.set(startOfTest);
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
    expect(first?.method).toBe("POST");
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "mileapp-mock",
      "x-hook-key": "a-secret",
    });
  });

  test("hears of every row of a bulk, at most 32 at a time", async () => {
    await hook();
    const release = holdAnswers();
    await customersInBulk("FIRST", 50);
    await receiver.expect(32);
    await silence();
    expect(receiver.deliveries).toHaveLength(32);
    release();
    await expect.poll(() => receiver.deliveries.length, { interval: 1, timeout: 5000 }).toBeGreaterThan(40);
    await customersInBulk("SECOND", 50);
    await receiver.expect(100);
    expect(receiver.mostOpen).toBe(32);
  });

  test("hears nothing of what was to be sent when the mock is closed", async () => {
    await hook();
    const release = holdAnswers();
    await customersInBulk("FIRST", 40);
    await receiver.expect(32);
    mock.close();
    release();
    await silence();
    expect(receiver.deliveries).toHaveLength(32);
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

  test.each([
    ["another data type", { rules: { dataTypeId: "695db394c4d1e2f3a4b50702" } }, () => customer("CUST-0100")],
    [
      "another flow",
      {
        event: "onTaskCreated",
        dataType: "task",
        rules: { flow: "Pickup", flowId: "695db394c4d1e2f3a4b50502" },
      },
      () =>
        send("POST", "/task", {
          flow: "Delivery",
          hubId: surabaya,
          customerName: "Toko",
          address: "Jalan Ombak 1, Surabaya",
        }),
    ],
  ])("hears nothing of records of %s", async (_, asked, create) => {
    await hook(asked);
    expect((await create()).status).toBeLessThan(300);
    await silence();
    expect(receiver.deliveries).toEqual([]);
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
    expect(entry?.id).toMatch(/^[\w-]{20}$/);
    expect(entry?.source).toEqual({
      automationId: id,
      automationName: "Tell about customers",
      name: "Tell about customers",
      automationEvent: "onDataSourceCreated",
      automationType: "webhook",
      automationUrl: receiver.url,
      automationDetails: JSON.stringify({ url: receiver.url }),
      dataType: "data",
      referenceId: created.at("/data/_id"),
      organizationId: created.at("/data/organizationId"),
      request: JSON.stringify(recordOf(created.body)),
      response: '{"seen":true}',
      statusCode: "200",
      isSuccess: "true",
      attempt: "0",
      severity: "NOTICE",
      env: "mock",
      dispatchAt: "2026-03-09 01:00:00",
      startRequestTime: "2026-03-09 01:00:00.0000",
      finishRequestTime: "2026-03-09 01:00:00",
      timestamp: "2026-03-09 01:00:00",
      delayTime: `${startOfTest / 1000}.0000`,
      responseTime: "0.000",
      "@timestamp": "2026-03-09T01:00:00.000Z",
      "@version": "1",
    });
    const { at } = await send("GET", `/automation-log?automationId=${id}`);
    expect(at("/data/0")).toMatchObject({ _index: "log-automation-2026.03.09", sort: [startOfTest] });
  });

  test("is logged with the times of the mock's clock, and never takes less than no time", async () => {
    const id = await hook();
    for (const [index, moved] of [1234, -5000].entries()) {
      const release = holdAnswers();
      await customer(`CUST-010${index}`);
      await receiver.expect(index + 1);
      mock.control.clock.set(mock.control.clock.now() + moved);
      release();
      await log(id, index + 1);
    }
    const taken = (await log(id, 2)).map(({ source }) => source);
    expect(taken).toContainEqual(
      expect.objectContaining({
        dispatchAt: "2026-03-09 01:00:00",
        startRequestTime: "2026-03-09 01:00:00.0000",
        finishRequestTime: "2026-03-09 01:00:01",
        responseTime: "1.234",
        "@timestamp": "2026-03-09T01:00:01.234Z",
      }),
    );
    expect(taken).toContainEqual(
      expect.objectContaining({ startRequestTime: "2026-03-09 01:00:01.2340", responseTime: "0.000" }),
    );
  });

  test("has failed when the answer takes more than 30 seconds", async () => {
    const seconds = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    const id = await hook();
    await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(seconds).toHaveBeenCalledWith(30_000);
    seconds.mockRestore();
    expect(entry?.source).toMatchObject({
      isSuccess: "false",
      statusCode: "0",
      response: '"No answer within 30 seconds."',
    });
  });

  test("is logged with any answer as JSON, and with the beginning of one that does not end", async () => {
    const id = await hook();
    receiver.answer = "Thanks";
    await customer("CUST-0100");
    expect(valueAt((await log(id, 1))[0]?.source, "/response")).toBe('"Thanks"');
    Object.assign(receiver, { answer: "x".repeat(20_000), ends: false });
    advance(1);
    await customer("CUST-0101");
    expect(valueAt((await log(id, 2))[0]?.source, "/response")).toBe(`"${"x".repeat(10_000)}"`);
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

  test.each([
    ["switched off", "PATCH", { isActive: false }, 1],
    ["deleted with its log", "DELETE", undefined, 3],
  ])("is not repeated, and leaves nothing, when its automation is %s", async (_, method, change, gone) => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    await log(id, 1);
    const { records } = mock.control.health();
    await send(method, `/automation/${id}`, change);
    advance(2 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(1);
    expect(mock.control.health().records).toBe(records - gone);
  });

  test("is repeated two minutes after it has failed, however long that took", async () => {
    receiver.status = 503;
    const release = holdAnswers();
    const id = await hookAndCustomer();
    advance(1 * minutes);
    release();
    await log(id, 1);
    advance(2 * minutes - 1);
    await silence();
    expect(receiver.deliveries).toHaveLength(1);
    advance(1);
    const [again] = await log(id, 2);
    expect(again?.source).toMatchObject({ dispatchAt: "2026-03-09 01:01:00" });
  });

  test("is made again when a snapshot brings it back", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    await log(id, 1);
    const snapshot = mock.control.snapshot();
    advance(2 * minutes);
    await log(id, 2);
    mock.control.restore(snapshot);
    await receiver.expect(3);
    await log(id, 2);
    advance(2 * minutes);
    await receiver.expect(4);
    await silence();
    expect(receiver.deliveries).toHaveLength(4);
  });

  test("is made once when a snapshot is restored while it is on its way", async () => {
    const release = holdAnswers();
    const id = await hookAndCustomer();
    mock.control.restore(mock.control.snapshot());
    await silence();
    release();
    await log(id, 1);
    expect(receiver.deliveries).toHaveLength(1);
  });

  test("goes on when the mock has no room for its log, and needs none to begin", async () => {
    await hook();
    const { records } = mock.control.health();
    const withRoomFor = async (more: number) => {
      mock.close();
      mock = createMock({ rateLimit: false, clock: startOfTest, maxRecords: records + more });
      mock.control.clock.freeze();
      await hook();
      expect((await customer("CUST-0100")).status).toBe(200);
    };
    await withRoomFor(1);
    await silence();
    expect(receiver.deliveries).toEqual([]);
    receiver.status = 503;
    await withRoomFor(2);
    for (let count = 1; count <= 4; count++) {
      await receiver.expect(count);
      await silence();
      advance(2 * minutes);
    }
    expect(mock.control.health().records).toBe(records + 2);
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
    mock.close();
    mock = restart();
    advance(10 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(2);
  });

  test("that is on its way while the mock is closed is made again after a restart", async () => {
    const data = join(await mkdtemp(join(tmpdir(), "mileapp-")), "data.db");
    const restart = () =>
      createMock({ rateLimit: false, clock: startOfTest, data, onFault: (fault) => faults.push(fault) });
    mock.close();
    mock = restart();
    const release = holdAnswers();
    const id = await hookAndCustomer();
    mock.close();
    release();
    await silence();
    mock = restart();
    await log(id, 1);
    expect(receiver.deliveries).toHaveLength(2);
  });

  test("to an address where nobody listens fails without harm to the request", async () => {
    const closed = createServer().listen(0);
    const { port } = Object(closed.address());
    await new Promise((resolve) => closed.close(resolve));
    const id = await hook({ automationDetails: { url: `http://localhost:${port}/` } });
    expect((await customer("CUST-0100")).status).toBe(200);
    const [entry] = await log(id, 1);
    expect(entry?.source).toMatchObject({ isSuccess: "false", statusCode: "0" });
    expect(valueAt(entry?.source, "/response")).toMatch(/^"connect ECONNREFUSED .*"$/);
  });

  test("to a name with several addresses says why the first of them has failed", async () => {
    const refusals = ["::1", "127.0.0.1"].map((address) => new Error(`connect ECONNREFUSED ${address}:9`));
    const cause = new AggregateError(refusals);
    vi.spyOn(globalThis, "fetch").mockRejectedValueOnce(new TypeError("fetch failed", { cause }));
    const id = await hook();
    await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(valueAt(entry?.source, "/response")).toBe('"connect ECONNREFUSED ::1:9"');
    vi.restoreAllMocks();
  });

  test.each(["ftp://127.0.0.1/new", "data:,new"])("to %s is not sent", async (url) => {
    const id = await hook({ automationDetails: { url } });
    await customer("CUST-0100");
    const [entry] = await log(id, 1);
    expect(valueAt(entry?.source, "/response")).toBe('"Only http and https URLs can be called."');
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
    const [first, second] = (await log(id, 2)).reverse().map(({ source }) => Object(source));
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(second).toMatchObject({ automationDetails: first.automationDetails, referenceId: first.referenceId });
  });

  test("is made once, even if its automation is switched off", async () => {
    receiver.status = 503;
    const id = await hookAndCustomer();
    const [failed] = await log(id, 1);
    await send("PATCH", `/automation/${id}`, { isActive: false });
    await send("PATCH", `/automation-retry/${failed?.id}`);
    await log(id, 2);
    advance(2 * minutes);
    await silence();
    expect(receiver.deliveries).toHaveLength(2);
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

/** Lets the receiver take deliveries without an answer until the function is called that is returned. */
function holdAnswers(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  receiver.ready = promise;
  return resolve;
}

function customersInBulk(prefix: string, count: number) {
  const row = { dataTypeId: customers, hubId: surabaya, name: "Toko", address: "Jalan Ombak 2" };
  const data = Array.from({ length: count }, (_, index) => ({ ...row, dataId: `${prefix}-${index}` }));
  return send("POST", "/data/bulk", { data });
}

async function hookAndCustomer(): Promise<string> {
  const id = await hook();
  await customer("CUST-0100");
  await receiver.expect(1);
  return id;
}

import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const customers = "695db394c4d1e2f3a4b50701";
const products = "695db394c4d1e2f3a4b50702";
const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const unknown = "ffffffffffffffffffffffff";
const toko = "695db394c4d1e2f3a4b50801";
const rice = "695db394c4d1e2f3a4b50803";

const { send, wait } = useMock();

const customer = (more = {}) => ({
  dataId: "CUST-0009",
  dataTypeId: customers,
  hubId: surabaya,
  name: "Kios Angin",
  address: "Jalan Ombak 3",
  ...more,
});
const product = (more = {}) => ({ dataId: "PROD-0009", dataTypeId: products, name: "Salt", unit: "Box", ...more });
const taken = { status: 409, body: refused("The dataId has already been taken.") };
const gone = { status: 404, body: refused("Data not found") };

describe("a new record", () => {
  test("takes the defaults of its data type and ignores what only the server sets", async () => {
    const sent = customer({ createdBy: "nobody@kurirsamudra.example", data_type: { name: "Other" } });
    expect((await send("POST", "/data", sent, "acme~sekar")).at("/data")).toMatchObject({
      name: "Kios Angin",
      segment: "Retail",
      opens: "08:00",
      openOnSunday: false,
      creditLimit: 0,
      limitUser: null,
      data_type: { _id: customers, name: "Customer" },
      createdBy: "sekar.pelita@kurirsamudra.example",
      createdTime: "2026-03-09 01:00:00",
    });
  });

  test.for([
    [{ name: undefined }, "The name field is required."],
    [{ name: null }, "The name field is required."],
    [{ name: "" }, "The name field is required."],
    [{ name: 5 }, "The name field must be a string."],
    [{ segment: "Museum" }, "The segment field must be one of: Retail, Restaurant, Wholesale."],
    [{ creditLimit: "5" }, "The creditLimit field must be a number."],
    [{ openOnSunday: "true" }, "The openOnSunday field must be a boolean."],
    [{ opens: "25:00" }, "The opens field must be a time, such as 08:30."],
    [{ customerSince: "2026-02-30" }, "The customerSince field must be a date, such as 2026-03-09."],
    [{ nextVisit: "2026-03-09" }, "The nextVisit field must be a datetime, such as 2026-03-09 08:30:00."],
    [{ location: "-7.2458, 112.7378" }, "The location field must be latitude,longitude, such as -7.2458,112.7378."],
    [{ phone: "62315550112" }, "The phone field must be a phone number that begins with + or 0."],
    [{ color: "red" }, "The color field is not a known field."],
    [{ hubId: undefined }, "The hubId field is required."],
    [{ hubId: unknown }, "The selected hubId is invalid."],
    [{ dataTypeId: unknown }, "The selected dataTypeId is invalid."],
  ] as const)("is refused where it does not fit its data type: %j", async ([more, message]) => {
    expect(await send("POST", "/data", customer(more))).toMatchObject({ status: 400, body: refused(message) });
    expect((await send("GET", "/data")).at("/data/total")).toBe(3);
  });

  test("has a key of its own within data type and hub, or everywhere where hubs share it", async () => {
    expect(await send("POST", "/data", customer({ dataId: "CUST-0001" }))).toMatchObject(taken);
    expect((await send("POST", "/data", customer({ dataId: "CUST-0001", hubId: malang }))).status).toBe(200);
    expect(await send("POST", "/data", product({ dataId: "PROD-0001", hubId: malang }))).toMatchObject(taken);
    expect((await send("POST", "/data", product({ dataId: "CUST-0001" }))).status).toBe(200);
  });

  test("belongs to no hub where all hubs share its data type", async () => {
    const reply = await send("POST", "/data", product({ hubId: surabaya }));
    expect(reply.at("/data")).not.toHaveProperty("hubId");
  });
});

describe("a record", () => {
  test("names who made its last change, but not while it is new", async () => {
    const created = await send("POST", "/data", customer({ updatedBy: "nobody@kurirsamudra.example" }), "acme~sekar");
    expect(created.at("/data")).not.toHaveProperty("updatedBy");
    const path = `/data/${created.at("/data/_id")}`;
    const changed = await send("PATCH", path, { opens: "09:00" }, "acme~danu");
    expect(changed.at("/data")).toMatchObject({
      createdBy: "sekar.pelita@kurirsamudra.example",
      updatedBy: "danu.ombak@kurirsamudra.example",
    });
  });

  test("may have fields with any name, and none that its data type lacks", async () => {
    const key = { id: "dataId", title: "Id", type: "primaryKey", required: true };
    const fields = [key, { id: "constructor", title: "Maker", type: "text", required: false }];
    const type = await send("POST", "/data-type", { name: "House", commonData: true, fields });
    const house = await send("POST", "/data", { dataId: "1", dataTypeId: type.at("/data_type/_id") });
    expect(house.status).toBe(200);
    const wrong = await send("PATCH", `/data/${house.at("/data/_id")}`, { toString: "x" });
    expect(wrong).toMatchObject({ status: 400, body: refused("The toString field is not a known field.") });
  });

  test("is replaced with its defaults, and changed in what is sent only", async () => {
    const put = await send("PUT", `/data/${toko}`, customer({ dataId: "CUST-0001", segment: "Wholesale" }));
    expect(put.at("/data")).toMatchObject({ name: "Kios Angin", segment: "Wholesale", creditLimit: 0 });
    expect(put.at("/data")).not.toHaveProperty("phone");
    expect(put.at("/data")).not.toHaveProperty("data_type");
    const patch = await send("PATCH", `/data/${toko}`, { creditLimit: 5 });
    expect(patch.at("/data")).toMatchObject({ name: "Kios Angin", segment: "Wholesale", creditLimit: 5 });
    const wrong = await send("PATCH", `/data/${toko}`, { creditLimit: "much" });
    expect(wrong.status).toBe(400);
    expect(await send("PATCH", `/data/${toko}`, { dataId: "CUST-0002" })).toMatchObject(taken);
  });

  test("is deleted without its data type in the answer", async () => {
    expect((await send("DELETE", `/data/${toko}`)).at("/data")).not.toHaveProperty("data_type");
    expect(await send("GET", `/data/${toko}`)).toMatchObject(gone);
  });
});

describe("by key", () => {
  const path = (hub: string, type: string, id: string) => `/data/hub/${hub}/type/${type}/${id}`;

  test("a record is found only where hub, data type and key all fit", async () => {
    expect((await send("GET", path(surabaya, "Customer", "CUST-0001"))).at("/data/_id")).toBe(toko);
    expect(await send("GET", path(malang, "Customer", "CUST-0001"))).toMatchObject(gone);
    expect(await send("GET", path(surabaya, "Product", "CUST-0001"))).toMatchObject(gone);
    expect(await send("GET", path(surabaya, "customer", "CUST-0001"))).toMatchObject(gone);
    expect(await send("GET", path(surabaya, "Customer", "CUST-0003"))).toMatchObject(gone);
    expect(await send("GET", path(surabaya, "Product", "PROD-0001"))).toMatchObject(gone);
  });

  test("a record of a hub needs the hub, a shared one does not", async () => {
    expect((await send("GET", "/data/type/Product/PROD-0001")).at("/data/_id")).toBe(rice);
    expect(await send("GET", "/data/type/Customer/CUST-0001")).toMatchObject(gone);
  });

  test("a PUT replaces the record that is there and creates the one that is not", async () => {
    const moved = await send("PUT", path(surabaya, "Customer", "CUST-0001"), customer({ dataId: "CUST-0001" }));
    expect(moved.at("/data")).toMatchObject({ _id: toko, name: "Kios Angin", data_type: { name: "Customer" } });
    const other = customer({ dataId: "CUST-0001", hubId: malang });
    const created = await send("PUT", path(malang, "Customer", "CUST-0001"), other);
    expect(created.at("/data/_id")).not.toBe(toko);
    expect((await send("GET", "/data?dataId=CUST-0001")).at("/data/total")).toBe(2);
  });

  test("a PUT must say the same in path and body, and needs a hub and a data type that exist", async () => {
    const body = customer({ dataId: "CUST-0001" });
    const differs = await send("PUT", path(malang, "Customer", "CUST-0001"), body);
    expect(differs).toMatchObject({ status: 400, body: refused("The hubId field must be that of the path.") });
    expect((await send("PUT", path(surabaya, "Customer", "CUST-0002"), body)).status).toBe(400);
    expect(await send("PUT", path(unknown, "Customer", "CUST-0001"), body)).toMatchObject(gone);
    expect(await send("PUT", path(surabaya, "Nothing", "CUST-0001"), body)).toMatchObject(gone);
  });

  test("a record is deleted once", async () => {
    const reply = await send("DELETE", path(surabaya, "Customer", "CUST-0001"));
    expect(reply.at("/data")).toMatchObject({ _id: toko, data_type: { name: "Customer" } });
    expect(await send("DELETE", path(surabaya, "Customer", "CUST-0001"))).toMatchObject(gone);
  });
});

describe("in bulk", () => {
  test("records are created one by one, and a key that comes twice fails", async () => {
    const reply = await send("POST", "/data/bulk", { data: [product(), product(), customer({ name: undefined })] });
    expect(reply.body).toMatchObject({
      success: 1,
      failed: 2,
      data: [
        { status: true, message: "Success." },
        { status: false, message: "The dataId has already been taken." },
        { status: false, message: "The name field is required." },
      ],
    });
  });

  test("an upsert tells which records were new", async () => {
    const data = [{ ...product({ dataId: "PROD-0001", name: "Rice 10 kg" }) }, product(), product({ unit: "Truck" })];
    const reply = await send("POST", "/data/bulk/upsert", { data });
    expect(reply.body).toMatchObject({
      success: 2,
      failed: 1,
      data: [
        { status: true, event: "update", _id: rice, message: "Data has been updated successfully." },
        { status: true, event: "create", message: "Data has been created successfully." },
        { status: false, message: "The unit field must be one of: Sack, Box, Bottle." },
      ],
    });
    expect(reply.at("/data/2")).not.toHaveProperty("event");
    expect((await send("GET", `/data/${rice}`)).at("/data")).toMatchObject({ name: "Rice 10 kg", price: 78500 });
  });

  test("an upsert tells hubs apart", async () => {
    const data = [customer({ dataId: "CUST-0001", hubId: malang })];
    expect((await send("POST", "/data/bulk/upsert", { data })).at("/data/0/event")).toBe("create");
    expect((await send("POST", "/data/bulk/upsert", { data })).at("/data/0/event")).toBe("update");
  });

  test("changes find their record by key and hub", async () => {
    const row = { dataId: "CUST-0001", dataTypeId: customers, opens: "09:00" };
    const data = [
      { ...row, hubId: surabaya },
      { ...row, hubId: malang },
    ];
    const reply = await send("PATCH", "/datas/bulk", { data });
    expect(reply.body).toMatchObject({
      success: 1,
      failed: 1,
      data: [
        { status: true, _id: toko },
        { status: false, message: "Data not found" },
      ],
    });
    expect((await send("GET", `/data/${toko}`)).at("/data/opens")).toBe("09:00");
  });

  test("deletions name records by id", async () => {
    const reply = await send("DELETE", "/datas/bulk", { data: [{ _id: toko }, { _id: toko }] });
    expect(reply.body).toMatchObject({ success: 1, failed: 1, data: [{ _id: toko }, { _id: toko, status: false }] });
  });
});

describe("the list of records", () => {
  const total = async (query: string, token?: string) =>
    (await send("GET", `/data?${query}`, undefined, token)).at("/data/total");

  test("is narrowed by data type, hub, keys and time of change", async () => {
    wait(3_600_000);
    await send("PATCH", `/data/${toko}`, { creditLimit: 1 });
    expect(await total("dataTypeName=Customer")).toBe(2);
    expect(await total(`dataTypeId=${products}`)).toBe(1);
    expect(await total(`hubId=${surabaya}&dataId=CUST-0002,PROD-0001`)).toBe(1);
    expect(await total("dataId=CUST-0002,PROD-0001")).toBe(2);
    expect(await total("updatedTime=2026-03-09T02:00:00")).toBe(1);
    expect(await total("updatedTime=2026-03-09T02:00:01")).toBe(0);
  });

  test("hides records from users who are not on their list, where the data type says so", async () => {
    await send("PATCH", `/data/${toko}`, { limitUser: ["danu.ombak@kurirsamudra.example"] });
    await send("PATCH", `/data/${rice}`, { limitUser: ["danu.ombak@kurirsamudra.example"] });
    expect(await total("", "acme~sekar")).toBe(3);
    await send("PATCH", `/data-type/${customers}`, { limitUser: true });
    expect(await total("", "acme~sekar")).toBe(2);
    expect(await total("", "acme~danu")).toBe(3);
    expect(await total("limitUser=false", "acme~sekar")).toBe(3);
    await send("PATCH", `/data-type/${customers}`, { limitUser: false });
    expect(await total("", "acme~sekar")).toBe(3);
  });
});

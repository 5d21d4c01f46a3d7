import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const customer = "695db394c4d1e2f3a4b50701";
const product = "695db394c4d1e2f3a4b50702";
const rice = "695db394c4d1e2f3a4b50803";

const { send } = useMock();

const key = { id: "dataId", title: "Id", type: "primaryKey", required: true, primaryKey: true };
const field = (id: string, more = {}) => ({ id, title: id, type: "text", required: false, ...more });
const create = (more: object) => send("POST", "/data-type", { name: "Shelf", fields: [key], ...more });

describe("a data type", () => {
  test("takes its defaults and names its creator", async () => {
    const reply = await send("POST", "/data-type", { name: "Shelf", fields: [key, field("row")] }, "acme~sekar");
    expect(reply.at("/data_type")).toMatchObject({
      fields: [
        { id: "dataId", optionData: [] },
        { id: "row", optionData: [] },
      ],
      limitUser: false,
      commonData: false,
      provider: "internal",
      providerConfig: null,
      createdBy: "sekar.pelita@kurirsamudra.example",
      createdTime: "2026-03-09 01:00:00",
    });
  });

  test("writes its key field in one way, however it was sent", async () => {
    const reply = await create({ fields: [field("dataId", { primaryKey: true, required: true })] });
    expect(reply.at("/data_type/fields/0")).toMatchObject({ type: "primaryKey", primaryKey: true });
  });

  test.for([
    [[field("row")], "The fields field must have exactly one key field."],
    [[key, { ...key, id: "other" }], "The fields field must have exactly one key field."],
    [[{ ...key, id: "shelfId" }], "The fields.0.id field must be dataId: it is the key field."],
    [[key, field("row"), field("row")], "The fields.2.id field is a duplicate."],
    [[key, field("hubId")], "The fields.1.id field is a reserved key."],
    [[key, field("size", { type: "option" })], "The fields.1.optionData field must not be empty."],
    [[key, field("row", { type: "number", default: "one" })], "The fields.1.default field must be a number."],
  ] as const)("is refused with unsound fields: %j", async ([fields, message]) => {
    expect(await create({ fields })).toMatchObject({ status: 400, body: refused(message) });
  });

  test("has a name of its own", async () => {
    const taken = { status: 409, body: refused("The name has already been taken.") };
    expect(await create({ name: "Product" })).toMatchObject(taken);
    expect(await send("PATCH", `/data-type/${customer}`, { name: "Product" })).toMatchObject(taken);
  });

  test("keeps its provider and whether hubs share it, also with a PUT", async () => {
    const changed = await send("PATCH", `/data-type/${product}`, { provider: "external-api" });
    expect(changed).toMatchObject({ status: 400, body: refused("The provider can't be changed.") });
    const put = await send("PUT", `/data-type/${product}`, { name: "Product", fields: [key], provider: "internal" });
    expect(put.at("/data_type")).toMatchObject({ provider: "internal", commonData: true, fields: [{ id: "dataId" }] });
  });

  test("is created by a PUT to a free id, as one of a hub each", async () => {
    const id = "ffffffffffffffffffffffff";
    const put = (more: object) => send("PUT", `/data-type/${id}`, { name: "Shelf", fields: [key], ...more });
    expect((await put({ provider: "external-api" })).status).toBe(400);
    const created = await put({});
    expect(created.at("/data_type")).toMatchObject({
      _id: id,
      commonData: false,
      limitUser: false,
      provider: "internal",
    });
  });

  test("has a configuration only with an endpoint, and never shows the credential", async () => {
    const providerConfig = { url: "https://shelves.kurirsamudra.example", key: "Bearer your-key" };
    expect((await create({ providerConfig })).status).toBe(400);
    const external = await create({ provider: "external-api", providerConfig });
    expect(external.at("/data_type/providerConfig")).toEqual({ url: providerConfig.url });
    const patched = await send("PATCH", `/data-type/${external.at("/data_type/_id")}`, { limitUser: true });
    expect(patched.at("/data_type/providerConfig")).toEqual({ url: providerConfig.url });
  });

  test("leaves its records in place when it goes", async () => {
    expect((await send("DELETE", `/data-type/${product}`)).at("/data_type/name")).toBe("Product");
    expect((await send("GET", `/data/${rice}`)).status).toBe(200);
    expect((await send("GET", "/data/type/Product/PROD-0001")).status).toBe(404);
  });
});

describe("the records of a data type", () => {
  test("lose the fields that are deleted, and keep those that are only left out", async () => {
    const reply = await send("PATCH", `/data-type/${product}`, { deleteFields: ["price"] });
    expect(JSON.stringify(reply.at("/data_type"))).not.toContain("price");
    expect(reply.at("/data_type")).not.toHaveProperty("deleteFields");
    expect((await send("GET", `/data/${rice}`)).at("/data")).not.toHaveProperty("price");
    await send("PUT", `/data-type/${product}`, { name: "Product", fields: [key] });
    expect((await send("GET", `/data/${rice}`)).at("/data")).toMatchObject({ unit: "Sack" });
    const keys = { deleteFields: ["dataId"] };
    expect((await send("PATCH", `/data-type/${product}`, keys)).status).toBe(400);
  });

  test("go along with a new name", async () => {
    await send("PATCH", `/data-type/${product}`, { name: "Goods" });
    expect((await send("GET", "/data/type/Goods/PROD-0001")).at("/data/data_type/name")).toBe("Goods");
    expect((await send("GET", "/data?dataTypeName=Goods")).at("/data/total")).toBe(1);
    expect((await send("GET", "/data/type/Product/PROD-0001")).status).toBe(404);
  });
});

test("a list of data types leaves external ones out unless they are asked for", async () => {
  const names = async (query: string) => {
    const rows = [(await send("GET", `/data-types?fields=name${query}`)).at("/data_types/data")].flat();
    return rows.map((row) => Reflect.get(Object(row), "name"));
  };
  await create({
    provider: "external-api",
    providerConfig: { url: "https://shelves.kurirsamudra.example", key: "any" },
  });
  expect(await names("")).toEqual(["Product", "Customer"]);
  expect(await names("&provider=external-api")).toEqual(["Shelf"]);
  expect(await names("&provider=internal,external-api")).toHaveLength(3);
});

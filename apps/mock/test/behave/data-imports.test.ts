import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { callForm, useMock } from "./support.ts";
import { xlsx, zip } from "./xlsx-file.ts";

const customers = "695db394c4d1e2f3a4b50701";
const products = "695db394c4d1e2f3a4b50702";
const surabaya = "695b1b20c4d1e2f3a4b50101";

const own = useMock();
const { send, wait } = own;

/** Uploads a table. */
const upload = (table: string | Buffer<ArrayBuffer>, fields: Record<string, string>, filename = "table.csv") =>
  callForm(own.mock, "POST", "/data/import", { file: new File([table], filename), ...fields }, "acme~sekar");

const read = async (id: unknown) => (await send("GET", `/import-monitoring/${id}`)).at("/data");
const header = "dataId,name,unit,price";
const oldOffice = Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);

describe("an import", () => {
  test("writes nothing when the organization is reset before it is finished", async () => {
    await upload(`${header}\r\nPROD-0002,Cooking oil 1 l,Bottle,\r\n`, { dataTypeId: products });
    own.mock.control.reset("acme");
    const { records } = own.mock.control.health();
    wait(1000);
    expect((await send("GET", "/data/type/Product/PROD-0002")).status).toBe(404);
    expect(own.mock.control.health().records).toBe(records);
  });

  test("is queued at once and finished after a while, when its rows are records", async () => {
    const table = `${header}\r\nPROD-0001,"Rice, 10 kg",Sack,155000\r\nPROD-0002,Cooking oil 1 l,Bottle,\r\n`;
    const queued = await upload(table, { dataTypeId: products }, "products.csv");
    expect(queued.at("/message")).toBe("Import process has been queued successfully");
    const data = { status: "onprocess", type: "datasource", filename: "products.csv", totalRows: 2, totalValid: 0 };
    expect(queued.at("/data")).toMatchObject({ ...data, dataTypeName: "Product", totalChunks: 1, processedChunks: 0 });
    expect(queued.at("/data")).not.toHaveProperty("processedAt");
    expect(queued.at("/data/fileTemplate")).toMatch(/\/sandbox\/61636d650{16}\/templates\/template_Product\.xlsx$/);

    wait(999);
    expect(await read(queued.at("/data/_id"))).toMatchObject({ status: "onprocess" });
    expect((await send("GET", "/data/type/Product/PROD-0002")).status).toBe(404);

    wait(1);
    expect((await send("GET", "/data/type/Product/PROD-0001")).at("/data")).toMatchObject({
      _id: "695db394c4d1e2f3a4b50803",
      name: "Rice, 10 kg",
      price: 155000,
    });
    const stored = (await send("GET", "/data/type/Product/PROD-0002")).at("/data");
    expect(stored).toMatchObject({ unit: "Bottle", createdBy: "sekar.pelita@kurirsamudra.example" });
    expect(stored).not.toHaveProperty("price");
    expect(await read(queued.at("/data/_id"))).toMatchObject({
      status: "success",
      totalValid: 2,
      totalInvalid: 0,
      errorMessage: null,
      processedChunks: 1,
      processedAt: "2026-03-09 01:00:01",
      processingDuration: 1,
      updatedBy: "system",
    });
  });

  test("of many rows goes on chunk by chunk, at its own times however late one asks", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `P-${index},Salt,Box,1`);
    const id = (await upload([header, ...rows].join("\n"), { dataTypeId: products })).at("/data/_id");
    wait(2000);
    expect(await read(id)).toMatchObject({ status: "onprocess", totalChunks: 3, processedChunks: 2, totalValid: 100 });
    wait(60_000);
    expect(await read(id)).toMatchObject({ status: "success", totalValid: 120, processedAt: "2026-03-09 01:00:03" });
  });

  test("keeps the good rows where others are bad", async () => {
    const rows = ["A,Salt,Box,1", "B,Salt,Truck,1", "C,Salt,Box,much", "D,,Box,1"];
    const id = (await upload([header, ...rows].join("\n"), { dataTypeId: products })).at("/data/_id");
    wait(1000);
    const done = await read(id);
    expect(done).toMatchObject({ status: "partially", totalValid: 1, totalInvalid: 3 });
    expect(done).toMatchObject({ fileFailedImported: expect.stringContaining(String(id)) });
    expect((await send("GET", "/data?dataId=A,B,C,D")).at("/data/total")).toBe(1);
  });

  test("takes the first sheet of an XLSX file, whatever the file is called", async () => {
    const table = [
      header.split(","),
      ["PROD-0001", "Rice, 10 kg", "Sack", "155000"],
      ["PROD-0002", "Oil", "Truck", "1"],
    ];
    const id = (await upload(xlsx(table), { dataTypeId: products }, "products")).at("/data/_id");
    wait(1000);
    expect(await read(id)).toMatchObject({ status: "partially", totalRows: 2, totalValid: 1, totalInvalid: 1 });
    expect((await send("GET", "/data/type/Product/PROD-0001")).at("/data/price")).toBe(155000);
  });

  test("leaves out columns without a name", async () => {
    const id = (await upload(`${header},,\nA,Salt,Box,1,x,`, { dataTypeId: products })).at("/data/_id");
    wait(1000);
    expect(await read(id)).toMatchObject({ status: "success", totalValid: 1 });
  });

  test("goes into the hub that is named", async () => {
    await upload("dataId,name,address\nCUST-0001,New name,A", { dataTypeId: customers, hubId: surabaya });
    wait(1000);
    const record = await send("GET", `/data/hub/${surabaya}/type/Customer/CUST-0001`);
    expect(record.at("/data")).toMatchObject({ name: "New name", creditLimit: 5000000 });
  });

  test.for([
    ["no key", "name,unit\nSalt,Box", "table.csv", "The column dataId is missing. There are: name, unit."],
    ["a strange column", "dataId,color\nA,red", "table.csv", "The column color is not a field of the data type."],
    ["a column twice", "dataId,name,name\nA,Salt,Sugar", "table.csv", "The column name is there twice."],
    ["marks only", '"'.repeat(20_000_001), "table.csv", "The file is damaged."],
    ["no ZIP inside", "bytes", "table.xlsx", "The file is not an XLSX file."],
    ["no ZIP inside", "bytes", "table.xls", "The file is not an XLSX file."],
    ["an XLS file", oldOffice, "table.xls", "This mock reads CSV and XLSX only, without a password."],
    ["a password", oldOffice, "table.xlsx", "This mock reads CSV and XLSX only, without a password."],
    ["an empty ZIP", zip({}), "table.xlsx", "The file is not an XLSX file."],
    ["another ZIP", zip({ any: "" }), "table.xlsx", "The file is damaged."],
    ["a sheet without key", xlsx([["name"], ["Salt"]]), "table.xlsx", "The column dataId is missing. There are: name."],
  ] as const)("fails as a whole where the table has %s", async ([, table, filename, errorMessage]) => {
    const id = (await upload(table, { dataTypeId: products }, filename)).at("/data/_id");
    wait(1000);
    expect(await read(id)).toMatchObject({ status: "failed", errorMessage, totalValid: 0 });
  });

  test("rejects rows without a key", async () => {
    const before = (await send("GET", "/data")).at("/data/total");
    const id = (await upload(`${header}\n,Salt,Box,1\nA,Salt,Box,1`, { dataTypeId: products })).at("/data/_id");
    wait(1000);
    expect(await read(id)).toMatchObject({ status: "partially", totalValid: 1, totalInvalid: 1, errorMessage: null });
    expect((await send("GET", "/data")).at("/data/total")).toBe(Number(before) + 1);
  });

  test("of which no row is good fails, and says what is wrong with the first", async () => {
    const id = (await upload(`${header}\nA,,Box,1\nB,Salt,Truck,1`, { dataTypeId: products })).at("/data/_id");
    wait(1000);
    expect(await read(id)).toMatchObject({
      status: "failed",
      totalInvalid: 2,
      errorMessage: "The name field is required.",
    });
  });

  test("is refused without a hub, with an unknown data type or with another kind of file", async () => {
    const hub = await upload("dataId\nA", { dataTypeId: customers });
    expect(hub).toMatchObject({
      status: 400,
      body: { ...refused("The hubId field is required."), failedCode: "import-001" },
    });
    const place = { dataTypeId: customers, hubId: "ffffffffffffffffffffffff" };
    expect(await upload("dataId\nA", place)).toMatchObject({
      status: 400,
      body: { ...refused("The selected hubId is invalid."), failedCode: "import-001" },
    });
    const type = await upload("dataId\nA", { dataTypeId: "ffffffffffffffffffffffff" });
    const failedCode = "import-002";
    expect(type).toMatchObject({
      status: 422,
      body: { ...refused("The selected dataTypeId is invalid."), failedCode },
    });
    const text = await upload("dataId\nA", { dataTypeId: products }, "table.txt");
    const message = "The file must be a file of type: csv, xls, xlsx.";
    expect(text).toMatchObject({ status: 422, body: { ...refused(message), failedCode } });
    expect((await send("GET", "/import-monitoring")).at("/data/total")).toBe(3);
  });
});

test("imports are listed newest first and by state", async () => {
  wait(86_400_000);
  const id = (await upload(`${header}\nA,Salt,Box,1`, { dataTypeId: products })).at("/data/_id");
  wait(1000);
  expect((await send("GET", "/import-monitoring?status=success")).at("/data/data/0/_id")).toBe(id);
  expect((await send("GET", "/import-monitoring?status=partially,failed")).at("/data/total")).toBe(2);
  expect((await send("GET", `/import-monitoring?dataTypeId=${products}`)).at("/data/total")).toBe(2);
  expect((await send("GET", "/import-monitoring?type=task")).at("/data/total")).toBe(0);
});

test("an import that is not known is answered with a message and a code of its own", async () => {
  const body = { ...refused("Import monitoring record not found"), failedCode: "import-004" };
  expect(await send("GET", "/import-monitoring/ffffffffffffffffffffffff")).toMatchObject({ status: 404, body });
});

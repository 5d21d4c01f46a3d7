import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const { send, wait } = useMock();

const config = "695db394c4d1e2f3a4b50c01";
const storage = "https://apistorage.mile.app/v3-public/20260309";
const file = "61636d650000000000000000_1773018000";
const days = 24 * 60 * 60 * 1000;

describe("an export of tasks", () => {
  test("answers with its file and stands in the log", async () => {
    const { at } = await send("POST", "/tasks/export", { download: "xlsx", status: "DONE", exportConfigId: config });
    const link = `${storage}/task_${file}.xlsx`;
    expect(at("/total_data_be")).toBe(1);
    expect(at("/last_id")).toBe("69ae1b90c4d1e2f3a4b51003");
    expect(at("/last_field")).toBe("weight");
    expect(at("/data")).toMatchObject({ time: 1773018000, reportType: "task", status: "Done", link });
    expect((await send("GET", "/tasks/export-log")).at("/data/0/_source")).toEqual({
      organizationId: "61636d650000000000000000",
      dataType: "task",
      dataName: "Deliveries of the day",
      status: "Done",
      requestAt: "2026-03-09T01:00:00+00:00",
      completedAt: "2026-03-09T01:00:00+00:00",
      email: "wulan.dermaga@kurirsamudra.example",
      fileUrl: link,
      fileType: "xlsx",
      totalRecords: 1,
      errorMessage: null,
    });
  });

  test("in the background is Processing at first and Done after a while", async () => {
    const { at } = await send("POST", "/tasks/export", { download: "json", background: true });
    expect(at("/message")).toContain("queued");
    expect(at("/data/status")).toBe("Processing");
    expect(at("/data/link")).toBeUndefined();
    const entry = async () => (await send("GET", "/tasks/export-log")).at("/data/0/_source");
    expect(await entry()).toMatchObject({ status: "Processing", completedAt: null, fileUrl: null, totalRecords: 0 });
    wait(10_000);
    expect(await entry()).toMatchObject({
      status: "Done",
      requestAt: "2026-03-09T01:00:00+00:00",
      completedAt: "2026-03-09T01:00:05+00:00",
      fileUrl: `${storage}/task_${file}.json`,
    });
  });

  test.each([
    [{ status: "UNASSIGNED" }, { status: "UNASSIGNED" }],
    [{ assignee: "danu.ombak@kurirsamudra.example", status: "DONE" }, { status: "DONE" }],
    [{ doneBy: "Danu Ombak" }, { status: "DONE" }],
  ])("takes the tasks that match all of %j", async (filters, tasks) => {
    const query = new URLSearchParams(tasks);
    const expected = (await send("GET", `/tasks?${query}`)).at("/tasks/total");
    const { at } = await send("POST", "/tasks/export", { download: "json", ...filters });
    expect(Number(expected)).toBeGreaterThan(0);
    expect(at("/total_data_be")).toBe(expected);
  });

  test("goes on where the page before ended, and has no last row when it is empty", async () => {
    const part = (page: number) =>
      send("POST", "/tasks/export", {
        download: "json",
        fields: "title,status",
        sortBy: "_id",
        sortOrder: "asc",
        limit: 1,
        page,
      });
    const [first, second, far] = [await part(1), await part(2), await part(1000)];
    expect(first.at("/last_field")).toBe("status");
    expect(second.at("/last_id")).not.toBe(first.at("/last_id"));
    expect(far.at("/total_data_be")).toBe(0);
    expect(far.at("/last_id")).toBeUndefined();
  });

  test("follows its config when that is changed", async () => {
    const other = "695db394c4d1e2f3a4b50502";
    const total = async () =>
      (await send("POST", "/tasks/export", { download: "json", exportConfigId: config })).at("/total_data_be");
    expect(await total()).toBe(3);
    const stored = (await send("GET", `/export-config/${config}`)).at("/data") as object;
    const column = { id: "status", component: "input", title: "Status", source: "reservedKey" };
    await send("PUT", `/export-config/${config}`, { ...stored, flowIds: [other], fields: [column] });
    expect(await total()).toBe(0);
  });

  test("ends with the last column that has a name", async () => {
    const { at } = await send("POST", "/tasks/export", { download: "json", fields: "title,status, ," });
    expect(at("/last_field")).toBe("status");
  });

  test("with a config that does not exist is refused and leaves no entry", async () => {
    const body = { download: "json", exportConfigId: "ffffffffffffffffffffffff" };
    const { status, body: answer } = await send("POST", "/tasks/export", body);
    expect([status, answer]).toEqual([400, refused("The selected exportConfigId is invalid.")]);
    expect((await send("GET", "/tasks/export-log")).at("/total")).toBe(0);
  });
});

test("an export of data takes the records of its data type and its name", async () => {
  const path = "/data/export?download=json&fields=dataId,name&dataTypeId=695db394c4d1e2f3a4b50701";
  const { at } = await send("POST", path);
  expect([at("/total_data_be"), at("/last_field")]).toEqual([2, "name"]);
  expect(at("/data")).toMatchObject({ reportType: "data", status: "Done", link: `${storage}/data_${file}.json` });
  expect((await send("GET", "/tasks/export-log")).at("/data/0/_source/dataName")).toBe("Customer");
});

describe("the export log", () => {
  const statuses = async (query: string) => {
    const { at } = await send("GET", `/tasks/export-log?${query}`);
    const found = at("/data") as readonly { _source: { status: string } }[];
    return found.map(({ _source }) => _source.status);
  };
  const sekar = "email=sekar.pelita@kurirsamudra.example";

  test("shows the caller's own exports, or those of another user on request", async () => {
    expect(await statuses("")).toEqual([]);
    expect(await statuses(sekar)).toEqual(["Processing", "Done", "Failed"]);
  });

  test("is filtered and sorted", async () => {
    expect(await statuses(`${sekar}&status=Done`)).toEqual(["Done"]);
    expect(await statuses(`${sekar}&dataType=data`)).toEqual(["Failed"]);
    expect(await statuses(`${sekar}&dataName=Deliveries of the day`)).toEqual(["Done"]);
    expect(await statuses(`${sekar}&sortBy=status&sortOrder=asc`)).toEqual(["Done", "Failed", "Processing"]);
  });

  test("forgets after 30 days", async () => {
    wait(30 * days);
    expect(await statuses(sekar)).toEqual(["Processing", "Done"]);
    wait(days);
    expect(await statuses(sekar)).toEqual([]);
  });
});

describe("an export config", () => {
  const column = { id: "status", component: "input", title: "Status", source: "reservedKey" };
  const input = { name: "Weights", collection: "task", flowIds: ["695db394c4d1e2f3a4b50501"], fields: [column] };

  test("has a name of its own and known flows", async () => {
    expect((await send("POST", "/export-config", { ...input, name: "Deliveries of the day" })).status).toBe(409);
    const { status, body } = await send("POST", "/export-config", { ...input, flowIds: ["ffffffffffffffffffffffff"] });
    expect([status, body]).toEqual([400, refused("The selected flowIds is invalid.")]);
  });

  test("has columns that are reserved or in one of its flows", async () => {
    const weight = { id: "weight", component: "input", title: "Weight" };
    expect((await send("POST", "/export-config", { ...input, fields: [column, weight] })).status).toBe(200);
    const reserved = { ...column, id: "colour" };
    const refusal = await send("POST", "/export-config", { ...input, name: "Colours", fields: [reserved] });
    expect(refusal.body).toMatchObject(refused("The column colour is not a reserved property."));
    const colour = { ...weight, id: "colour" };
    expect((await send("POST", "/export-config", { ...input, name: "Colours", fields: [colour] })).status).toBe(400);
  });

  test("ignores what only the server sets", async () => {
    const server = { _id: config, organizationId: config, createdTime: "2020-01-01T00:00:00.000000Z" };
    const { at } = await send("POST", "/export-config", { ...input, ...server });
    expect(at("/data/_id")).not.toBe(config);
    expect(at("/data")).toMatchObject({
      organizationId: "61636d650000000000000000",
      createdTime: "2026-03-09T01:00:00.000000Z",
    });
  });

  test("is found by a part of its name", async () => {
    expect((await send("GET", "/export-configs?name=DELIVER")).at("/data/total")).toBe(1);
    expect((await send("GET", "/export-configs?name=weights")).at("/data/total")).toBe(0);
  });
});

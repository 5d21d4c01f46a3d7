import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { delivery, input, pickup, useFlows, visit } from "./flow-support.ts";

const { create, send, wait } = useFlows();

describe("the log of a flow", () => {
  const logs = (query: string) => send("GET", `/flow-logs?${query}`);

  test("tells who created it and what was sent", async () => {
    const id = await create(visit("Visit", input("name")));
    const reply = await logs(`flowId=${id}`);
    expect(reply.at("/data/total")).toBe(1);
    expect(reply.at("/data/data/0")).toMatchObject({
      action: "create",
      changedBy: "Wulan Dermaga",
      version: 1,
      rawData: { ...visit("Visit", input("name")), version: 1 },
      changeData: { _id: id, version: 1 },
    });
    expect(reply.at("/data/data/0/rawData")).not.toHaveProperty("_id");
  });

  test("holds the state before and after every replacement, the latest first", async () => {
    const id = await create(visit("Visit", input("name")));
    wait(1000);
    await send("PUT", `/flow/${id}`, visit("Home visit", input("name")), "acme~sekar");
    const reply = await logs(`flowId=${id}`);
    expect(reply.at("/data/data/0")).toMatchObject({
      action: "put",
      changedBy: "Sekar Pelita",
      version: 1,
      rawData: { name: "Visit", version: 1 },
      changeData: { name: "Home visit", version: 2 },
    });
    expect((await logs(`flowId=${id}&sortOrder=asc`)).at("/data/data/0/action")).toBe("create");
    expect((await logs(`flowId=${id}&action=put`)).at("/data/total")).toBe(1);
  });

  test("gets no entry from a change that is refused", async () => {
    const before = (await logs("")).at("/data/total");
    await send("PUT", `/flow/${delivery}`, visit("Delivery", input("a"), input("a")));
    await send("PUT", `/flow/${delivery}`, visit("Pickup"));
    expect((await logs("")).at("/data/total")).toBe(before);
  });
});

describe("restoring a flow", () => {
  const first = "695db394c4d1e2f3a4b50511";

  test("brings back the state that a log entry left, as a new version that is logged", async () => {
    await send("PUT", "/flow-reorder", { data: [{ flowId: pickup }, { flowId: delivery }] });
    await send("PUT", `/flow/${delivery}`, visit("Parcels", input("name")));
    const reply = await send("PUT", `/flow/${delivery}/restore/${first}`);
    expect(reply.at("/data")).toMatchObject({ name: "Delivery", version: 5, orderIndex: 2 });
    expect(reply.at("/data/pages/1/components/0")).toMatchObject({ id: "proof", max: 3 });
    expect((await send("GET", `/flow-logs?flowId=${delivery}&action=put`)).at("/data/data/0")).toMatchObject({
      version: 4,
      rawData: { name: "Parcels" },
      changeData: { name: "Delivery" },
    });
  });

  test("does not find entries of other flows, unknown ones and deleted flows", async () => {
    expect((await send("PUT", `/flow/${pickup}/restore/${first}`)).status).toBe(404);
    expect((await send("PUT", `/flow/${delivery}/restore/${delivery}`)).status).toBe(404);
    await send("DELETE", `/flow/${delivery}`);
    expect((await send("PUT", `/flow/${delivery}/restore/${first}`)).status).toBe(404);
  });

  test("is a conflict when it takes data of a type that is gone", async () => {
    const fields = [{ id: "dataId", title: "Id", type: "primaryKey", required: true, primaryKey: true }];
    const type = (await send("POST", "/data-type", { name: "Shop", fields })).at("/data_type/_id");
    const list = [{ typeId: type, fields: [{ id: "dataId", componentId: "name", primaryKey: true }] }];
    const id = await create({ ...visit("Visit", input("name")), configurations: [{ id: "dataSource", list }] });
    await send("PUT", `/flow/${id}`, visit("Visit", input("name")));
    await send("DELETE", `/data-type/${type}`);
    const log = (await send("GET", `/flow-logs?flowId=${id}&action=create`)).at("/data/data/0/_id");
    const reply = await send("PUT", `/flow/${id}/restore/${log}`);
    expect(reply).toMatchObject({ status: 409, body: refused("The selected typeId is invalid.") });
  });

  test("is a conflict when another flow has taken the name meanwhile", async () => {
    await send("PUT", `/flow/${delivery}`, visit("Parcels"));
    await create(visit("Delivery"));
    expect((await send("PUT", `/flow/${delivery}/restore/${first}`)).status).toBe(409);
    expect((await send("GET", `/flow/${delivery}`)).at("/flow/name")).toBe("Parcels");
  });
});

import { describe, expect, test } from "vitest";
import { delivery, inspection, pickup, useFlows } from "./flow-support.ts";

const { send } = useFlows();

describe("reordering flows", () => {
  const reorder = (...data: object[]) => send("PUT", "/flow-reorder", { data });

  test("makes positions to places, each move a new version that is logged", async () => {
    const reply = await reorder({ flowId: pickup }, { flowId: delivery });
    expect(reply.at("/data")).toEqual([
      { status: true, code: 200, message: "Success", flow: { orderIndex: 1, version: 2 } },
      { status: true, code: 200, message: "Success", flow: { orderIndex: 2, version: 3 } },
    ]);
    expect((await send("GET", "/flows?fields=name")).at("/flows/data/2/name")).toBe("Pickup");
    expect((await send("GET", `/flow-logs?flowId=${pickup}`)).at("/data/data/0")).toMatchObject({
      action: "reorder",
      version: 1,
      rawData: { orderIndex: 2 },
      changeData: { orderIndex: 1, version: 2 },
    });
  });

  test("can insert a copy under the given name or the next free one", async () => {
    const reply = await reorder(
      { flowId: delivery, flowName: "Delivery Malang", doDuplicate: true },
      { flowId: delivery, doDuplicate: true },
    );
    const copy = { version: 1, createdTime: "2026-03-09T01:00:00.000000Z" };
    expect(reply.at("/data/0/flow")).toMatchObject({ ...copy, name: "Delivery Malang", orderIndex: 1 });
    expect(reply.at("/data/1/flow")).toMatchObject({ ...copy, name: "Delivery 2", orderIndex: 2 });
    const id = reply.at("/data/0/flow/_id");
    expect(id).not.toBe(delivery);
    expect((await send("GET", `/flow/${id}`)).at("/flow/pages/0/components")).toHaveLength(6);
    expect((await send("GET", `/flow-logs?flowId=${id}`)).at("/data/data/0/action")).toBe("create");
    expect((await send("GET", `/flow/${delivery}`)).at("/flow")).toMatchObject({ version: 2, orderIndex: 1 });
  });

  test("can delete a flow", async () => {
    const reply = await reorder({ flowId: delivery }, { flowId: inspection, doDelete: true });
    expect(reply.at("/data/1")).toMatchObject({ status: true, code: 200, data: { _id: inspection } });
    expect(reply.at("/data/1/data")).toHaveProperty("deleted_at");
    expect((await send("GET", `/flow/${inspection}`)).status).toBe(404);
  });

  test("carries out each row on its own", async () => {
    const reply = await reorder(
      { flowId: "695db394c4d1e2f3a4b5ffff" },
      { flowId: delivery, flowName: "Pickup", doDuplicate: true },
      { flowId: pickup },
    );
    expect(reply.at("/data")).toEqual([
      { status: false, code: 400, message: "The selected flowId is invalid." },
      { status: false, code: 409, message: "The name has already been taken." },
      { status: true, code: 200, message: "Success", flow: { orderIndex: 3, version: 2 } },
    ]);
  });
});

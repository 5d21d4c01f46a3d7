import { describe, expect, test } from "vitest";
import { delivery, input, pickup, useFlows, visit } from "./flow-support.ts";

const { create, send } = useFlows();

describe("the fields of flows", () => {
  const fields = async (query: string) => {
    const data = (await send("GET", query)).at("/data");
    if (!Array.isArray(data)) return data;
    return data.map((group) => [group.flowName, ...group.fields.map(({ id }: { id: string }) => id)]);
  };

  test("come by flow, in the order of the flows and their pages", async () => {
    await create(visit("Visit", input("name")));
    const all = await fields("/flow-fields");
    expect(all).toHaveLength(4);
    expect(all).toMatchObject({
      0: [
        "Delivery",
        "customerName",
        "address",
        "destination",
        "phone",
        "service",
        "weight",
        "proof",
        "signature",
        "note",
      ],
      3: ["Visit", "name"],
    });
  });

  test("can be those of one kind", async () => {
    expect(await fields("/flow-fields?fieldType=image")).toEqual([
      ["Delivery", "proof", "signature"],
      ["Pickup", "parcels"],
    ]);
    expect(await fields("/flow-fields?fieldType=listItemData")).toEqual([["House Inspection", "rooms", "repairs"]]);
    expect(await fields("/flow-fields?fieldType=reservedKey")).toMatchObject([
      ["Delivery", "customerName", "address", "destination"],
      ["Pickup", "customerName", "address"],
      ["House Inspection", "owner", "address"],
    ]);
    expect(await fields("/flow-components?fieldType=routeAs")).toMatchObject([
      ["Delivery", "customerName", "address", "destination", "weight"],
      ["Pickup", "customerName", "address", "openFrom", "openUntil"],
    ]);
  });

  test("can be those of some flows and of some names", async () => {
    expect(await fields(`/flow-components?flowId=${delivery},${pickup}&fields=customerName,service`)).toEqual([
      ["Delivery", "customerName", "service"],
      ["Pickup", "customerName"],
    ]);
  });

  test("can come in one list", async () => {
    const reply = await send("GET", `/flow-components?isMerge=1&flowId=${delivery}&fields=customerName,service`);
    expect(reply.at("/data")).toMatchObject([{ id: "customerName" }, { id: "service" }]);
  });

  test("can be asked for by the name of a flow, with the reserved names", async () => {
    await create(visit("Home visit", input("name")));
    const reply = await send("GET", "/flow/Home%20visit/fields");
    expect(reply.body).toMatchObject({ flowFields: [{ id: "name" }], is_cache: false });
    expect(reply.at("/reservedKey")).toContain("flowId");
    expect((await send("GET", "/flow/Nobody/fields")).status).toBe(404);
  });
});

describe("the example task of a flow", () => {
  test("names the fields of the initial page and a value for each", async () => {
    const reply = await send("GET", "/flow/Delivery/task");
    expect(reply.at("/data/flowName")).toBe("Delivery");
    expect(reply.at("/data/flowFields")).toMatchObject([
      { field: "hubId", required: true },
      { field: "flow", example: "Delivery" },
      { field: "startTime", type: "Datetime", example: "2026-03-09T01:00:00.000+00:00" },
      { field: "endTime", example: "2026-03-10T01:00:00.000+00:00" },
      { field: "customerName", type: "String", required: true, format: null },
      { field: "address" },
      { field: "destination" },
      { field: "phone" },
      { field: "service", type: "String", required: false, format: ["Regular", "Express", "Same day"] },
      { field: "weight", type: "Numeric" },
    ]);
    expect((await send("GET", "/flow/Nobody/task")).status).toBe(404);
  });

  test("is one of a hub that the caller has access to", async () => {
    const reply = await send("GET", "/flow/Delivery/task", undefined, "acme~bayu");
    expect(reply.at("/data/bodyRequest/hubId")).toBe("695b2930c4d1e2f3a4b50102");
  });

  test("lasts as many hours as the flow says, a day if it does not", async () => {
    const end = async (name: string) => (await send("GET", `/flow/${name}/task`)).at("/data/bodyRequest/endTime");
    await create(visit("Visit"));
    expect(await end("Pickup")).toBe("2026-03-09T09:00:00.000+00:00");
    expect(await end("Visit")).toBe("2026-03-10T01:00:00.000+00:00");
  });

  test("holds a body from which a task can be created", async () => {
    const types = ["String", "Date", "Datetime", "Time", "Numeric", "Address", "Geolocation", "PhoneNumber", "URL"];
    const inputs = [...types, "Currency"].map((type) => input(`a${type}`, { type, required: true }));
    const choices = { id: "days", component: "select", options: ["Mon", "Tue", "Wed"], min: 2, max: 3, required: true };
    await create(visit("Everything", ...inputs, choices));
    for (const name of ["Everything", "Delivery", "Pickup"]) {
      const body = (await send("GET", `/flow/${name}/task`)).at("/data/bodyRequest");
      expect((await send("POST", "/task", body)).status).toBe(200);
    }
  });
});

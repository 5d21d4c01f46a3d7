import { beforeEach, describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { call, quietMock } from "./support.ts";

const delivery = "695db394c4d1e2f3a4b50501";
const pickup = "695db394c4d1e2f3a4b50502";
const inspection = "695db394c4d1e2f3a4b50503";

let { mock, wait } = quietMock();
beforeEach(() => {
  ({ mock, wait } = quietMock());
});

const input = (id: string, more = {}) => ({ id, component: "input", type: "String", ...more });
const visit = (name: string, ...components: object[]) => ({ name, pages: [{ id: "page0", components }] });
const send = (method: string, path: string, body?: unknown, token?: string) => call(mock, method, path, body, token);

/** Creates a flow and returns its id. */
async function create(flow: object): Promise<string> {
  const reply = await send("POST", "/flow", flow);
  expect(reply.status).toBe(200);
  return String(reply.at("/flow/_id"));
}

describe("a flow", () => {
  test("begins in version 1, behind all others, and names its creator", async () => {
    const id = await create({ ...visit("Visit", input("name")), version: 9 });
    expect((await send("GET", `/flow/${id}`)).at("/flow")).toMatchObject({
      name: "Visit",
      version: 1,
      orderIndex: 4,
      isDefault: false,
      configurations: [],
      createdBy: "wulan.dermaga@kurirsamudra.example",
      createdTime: "2026-03-09T01:00:00.000000Z",
    });
    expect((await send("GET", "/flows?fields=name")).at("/flows/data/0")).toEqual({ _id: id, name: "Visit" });
  });

  test("rises by one version with every change, whatever version is sent", async () => {
    const id = await create(visit("Visit", input("name")));
    wait(1000);
    for (const version of [2, 3]) {
      const reply = await send(
        "PUT",
        `/flow/${id}`,
        { ...visit("Visit", input(`owner${version}`)), version: 9 },
        "acme~sekar",
      );
      expect(reply.at("/flow")).toMatchObject({
        version,
        orderIndex: 4,
        createdBy: "wulan.dermaga@kurirsamudra.example",
        updatedBy: "sekar.pelita@kurirsamudra.example",
        updatedTime: "2026-03-09T01:00:01.000000Z",
      });
    }
  });

  test("keeps its version and its log when the same replacement is repeated", async () => {
    const id = await create(visit("Visit", input("name")));
    const body = visit("Visit", input("owner"));
    const first = await send("PUT", `/flow/${id}`, body);
    const again = await send("PUT", `/flow/${id}`, body);
    expect([first.at("/flow/version"), again.at("/flow/version")]).toEqual([2, 2]);
    expect((await send("GET", `/flow-logs?flowId=${id}`)).at("/data/total")).toBe(2);
  });

  test("keeps limits that are sent as text as numbers", async () => {
    const photo = { id: "proof", component: "photo", min: "1", max: "3" };
    const id = await create(visit("Visit", photo));
    expect((await send("GET", `/flow/${id}`)).at("/flow/pages/0/components/0")).toMatchObject({ min: 1, max: 3 });
  });

  test("can't have the name of another flow", async () => {
    const taken = refused("The name has already been taken.");
    expect(await send("POST", "/flow", visit("Delivery"))).toMatchObject({ status: 409, body: taken });
    expect(await send("PUT", `/flow/${pickup}`, visit("Delivery"))).toMatchObject({ status: 409, body: taken });
    expect((await send("PUT", `/flow/${delivery}`, visit("Delivery"))).status).toBe(200);
  });

  test("can't have a name or a component id that MileApp uses itself", async () => {
    for (const name of ["Activity", "Handover"]) expect((await send("POST", "/flow", visit(name))).status).toBe(400);
    expect((await send("POST", "/flow", visit("Visit", input("status")))).status).toBe(400);
    expect((await send("POST", "/flow", visit("Visit", input("title")))).status).toBe(200);
  });

  const customers = "695db394c4d1e2f3a4b50701";
  const from = (typeId: string, ...fields: object[]) => [{ id: "dataSource", list: [{ typeId, fields }] }];
  const bill = { id: "repairs", component: "bill" };
  const onTwoPages = (later: object) => ({ name: "Visit", pages: [...visit("Visit").pages, later] });
  test.each([
    ["two components of one id", visit("Visit", input("name"), input("name")), /component name must not occur twice/],
    ["two pages of one id", onTwoPages({ id: "page0", components: [] }), /page page0 must not occur twice/],
    ["no initial page", { name: "Visit", pages: [{ id: "page1", components: [] }] }, /pages/],
    [
      "one role for two components",
      visit("Visit", input("a", { routeAs: "VisitName" }), input("b", { routeAs: "VisitName" })),
      /route role VisitName must not occur twice/,
    ],
    ["a text as a time", visit("Visit", input("a", { routeAs: "OpenTime" })), /a can't be routed as OpenTime/],
    ["a bill on the initial page", visit("Visit", bill), /repairs needs a page of its own/],
    ["a bill beside something", onTwoPages({ id: "page1", components: [bill, input("a")] }), /page of its own/],
    [
      "a bill that goes on with nothing",
      onTwoPages({ id: "page1", components: [{ ...bill, value: "$packing" }] }),
      /must be \$ and the id of an earlier bill/,
    ],
    [
      "a data source for a component that is not there",
      {
        ...visit("Visit"),
        configurations: from(customers, { id: "dataId", componentId: "customerId", primaryKey: true }),
      },
      /The selected componentId is invalid\./,
    ],
    [
      "a data source for a component that takes no data",
      {
        ...visit("Visit", { id: "kind", component: "select", options: ["A"] }),
        configurations: from(customers, { id: "dataId", componentId: "kind", primaryKey: true }),
      },
      /The component kind can't take data\./,
    ],
    [
      "a data source of an unknown type",
      { ...visit("Visit", input("name")), configurations: from(delivery, { id: "name", componentId: "name" }) },
      /The selected typeId is invalid\./,
    ],
    [
      "a data source without a primary key",
      { ...visit("Visit", input("name")), configurations: from(customers, { id: "name", componentId: "name" }) },
      /exactly one primary key/,
    ],
  ])("is refused with %s", async (_, flow, message) => {
    const reply = await send("POST", "/flow", flow);
    expect(reply.status).toBe(400);
    expect(reply.at("/message")).toMatch(message);
    expect((await send("GET", "/flows")).at("/flows/total")).toBe(3);
  });

  test("says when it was deleted, and is gone from then on", async () => {
    const time = "2026-03-09T01:00:00.000000Z";
    const reply = await send("DELETE", `/flow/${inspection}`);
    expect(reply.at("/data")).toMatchObject({ name: "House Inspection", deleted_at: time, updatedTime: time });
    expect(reply.body).not.toHaveProperty("message");
    expect((await send("GET", `/flow/${inspection}`)).status).toBe(404);
    expect((await send("DELETE", `/flow/${inspection}`)).status).toBe(404);
    expect((await send("GET", "/flows")).at("/flows/total")).toBe(2);
    expect((await send("POST", "/flow", visit("House Inspection"))).status).toBe(200);
  });
});

describe("the list of flows", () => {
  const names = async (query: string, token?: string) => {
    const data = (await send("GET", `/flows?fields=name${query}`, undefined, token)).at("/flows/data");
    return Array.isArray(data) ? data.map(({ name }) => name) : data;
  };

  test("begins with the last in their order, or is sorted as asked", async () => {
    expect(await names("")).toEqual(["House Inspection", "Pickup", "Delivery"]);
    expect(await names("&sort_by=name&sort_order=asc")).toEqual(["Delivery", "House Inspection", "Pickup"]);
  });

  test("with permission=true holds only the flows that the caller's role may use", async () => {
    expect(await names("&permission=true", "acme~sekar")).toEqual(["Pickup", "Delivery"]);
    expect(await names("&permission=true", "acme~danu")).toHaveLength(3);
    expect(await names("", "acme~sekar")).toHaveLength(3);
  });
});

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

test("a client gets the flows that it lacks or holds in an older version", async () => {
  const held = [
    { name: "Delivery", version: 1 },
    { name: "Pickup", version: 1 },
  ];
  const newer = (await send("POST", "/flows/check-version", { flows: held })).at("/flow");
  expect(newer).toMatchObject([{ name: "Delivery", version: 2 }, { name: "House Inspection" }]);
  expect((await send("POST", "/flows/check-version", { flows: [] })).at("/flow")).toHaveLength(3);
});

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

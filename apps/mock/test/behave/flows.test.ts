import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { delivery, input, inspection, pickup, useFlows, visit } from "./flow-support.ts";

const { create, send, wait } = useFlows();

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

test("a client gets the flows that it lacks or holds in an older version", async () => {
  const held = [
    { name: "Delivery", version: 1 },
    { name: "Pickup", version: 1 },
  ];
  const newer = (await send("POST", "/flows/check-version", { flows: held })).at("/flow");
  expect(newer).toMatchObject([{ name: "Delivery", version: 2 }, { name: "House Inspection" }]);
  expect((await send("POST", "/flows/check-version", { flows: [] })).at("/flow")).toHaveLength(3);
});

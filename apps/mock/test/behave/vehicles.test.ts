import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const unknown = "ffffffffffffffffffffffff";
const van = "695db394c4d1e2f3a4b50601";

const { send } = useMock();

const create = (more: object) => send("POST", "/vehicle", { name: "Van", hubId: malang, ...more });

describe("a vehicle", () => {
  test("takes its defaults and shows its hub", async () => {
    expect((await create({})).at("/data")).toMatchObject({
      assignee: "",
      speed: 25,
      fixedCost: 0,
      tags: [],
      workingTime: { startTime: "08:00", endTime: "17:00", multiday: 0 },
      hubs: { _id: malang, name: "Malang" },
    });
  });

  test("may work through the night, but not back in time", async () => {
    const message = "The workingTime.startTime must be before the endTime.";
    const hours = { startTime: "19:00", endTime: "05:00", multiday: 0 };
    expect(await create({ workingTime: hours })).toMatchObject({ status: 400, body: refused(message) });
    expect((await create({ workingTime: { ...hours, multiday: 1 } })).status).toBe(200);
  });

  test("has a break that ends after it begins", async () => {
    const reply = await create({ breakTime: { startTime: "13:00", endTime: "12:00" } });
    const message = "The breakTime.startTime must be before the endTime.";
    expect(reply).toMatchObject({ status: 400, body: refused(message) });
  });

  test("has limits whose minimum is below the maximum", async () => {
    const reply = await create({ capacity: { weight: { min: 5, max: 5 } } });
    expect(reply).toMatchObject({ status: 400, body: refused("The capacity.weight.min must be below the max.") });
  });

  test("needs a hub and a worker who exist, or no worker at all", async () => {
    const hub = await create({ hubId: unknown });
    expect(hub).toMatchObject({ status: 400, body: refused("The selected hubId is invalid.") });
    const worker = await create({ assignee: "nobody@kurirsamudra.example" });
    expect(worker).toMatchObject({ status: 400, body: refused("The selected assignee is invalid.") });
    expect((await create({ assignee: "" })).status).toBe(200);
  });

  test("goes to no hub that its creator has no access to", async () => {
    const body = { name: "Van", hubId: malang };
    const reply = await send("POST", "/vehicle", body, "acme~danu");
    expect(reply).toMatchObject({ status: 400, body: refused("The selected hubId is invalid.") });
    expect((await send("POST", "/vehicle", { ...body, hubId: surabaya }, "acme~danu")).status).toBe(200);
  });

  test("loses with a PUT what is left out, and with a PATCH nothing", async () => {
    const patched = await send("PATCH", `/vehicle/${van}`, { hubId: malang });
    expect(patched.at("/data")).toMatchObject({ speed: 30, tags: ["van", "cold"], hubs: { name: "Malang" } });
    const put = await send("PUT", `/vehicle/${van}`, { name: "Van", hubId: malang });
    expect(put.at("/data")).toMatchObject({ speed: 25, tags: [], createdTime: "2026-01-07T01:15:00+00:00" });
    expect(put.at("/data")).not.toHaveProperty("breakTime");
    expect(put.at("/data")).not.toHaveProperty("capacity");
  });

  test("shows the new name of its hub", async () => {
    await send("PUT", `/hub/${surabaya}`, { name: "Surabaya Barat", address: "Jalan A", lat: 0, lng: 0 });
    const hubs = (await send("GET", `/vehicle/${van}`)).at("/data/hubs");
    expect(hubs).toEqual({ _id: surabaya, name: "Surabaya Barat", address: "Jalan A" });
  });
});

test("vehicles are found by a part of name, tag or worker, in upper or lower case", async () => {
  const total = async (query: string) => (await send("GET", `/vehicles?${query}`)).at("/total");
  expect(await total("name=VAN")).toBe(2);
  expect(await total("tags=col")).toBe(1);
  expect(await total("assignee=tirta")).toBe(1);
  expect(await total(`name=van&hubId=${malang}`)).toBe(1);
});

test("a row that can't be created fails alone", async () => {
  const vehicles = [
    { name: "One", hubId: surabaya },
    { name: "Two", hubId: unknown },
    { name: "Three", hubId: surabaya, capacity: { weight: { min: 2, max: 1 } } },
  ];
  const reply = await send("POST", "/vehicles", { vehicles });
  expect(reply.body).toMatchObject({
    success: 1,
    failed: 2,
    data: [
      { message: "Success" },
      { message: "The selected hubId is invalid." },
      { message: "The capacity.weight.min must be below the max." },
    ],
  });
  expect((await send("GET", "/vehicles")).at("/total")).toBe(4);
});

test("all vehicles of a hub go at once, and only theirs", async () => {
  expect((await send("DELETE", `/vehicles/${surabaya}/hub`)).status).toBe(200);
  expect((await send("GET", "/vehicles")).at("/data/0/hubId")).toBe(malang);
  expect((await send("GET", "/vehicles")).at("/total")).toBe(1);
  expect((await send("DELETE", `/vehicles/${surabaya}/hub`)).status).toBe(404);
  expect((await send("DELETE", `/vehicles/${unknown}/hub`)).status).toBe(404);
});

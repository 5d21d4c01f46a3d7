import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const gresik = { name: "Gresik", address: "Jalan Perahu 4, Gresik 61111", lat: -7.16, lng: 112.65 };

const { send } = useMock();

const create = async (token?: string) => String((await send("POST", "/hub", gresik, token)).at("/data/_id"));

describe("a hub", () => {
  test("has a name of its own", async () => {
    await create();
    const taken = refused("The name has already been taken.");
    expect(await send("POST", "/hub", gresik)).toMatchObject({ status: 409, body: taken });
    expect(await send("PUT", `/hub/${malang}`, gresik)).toMatchObject({ status: 409, body: taken });
  });

  test("takes its position as text as well and answers with numbers", async () => {
    const reply = await send("POST", "/hub", { ...gresik, lat: "-7.16", lng: "112.65" });
    expect(reply.at("/data")).toMatchObject({ lat: -7.16, lng: 112.65, deleteAccess: true });
  });

  test("is open to its creator at once, and with byUser only to those who have access", async () => {
    const id = await create("acme~danu");
    expect((await send("GET", "/user", undefined, "acme~danu")).at("/hubId")).toEqual([surabaya, id]);
    const names = async (token: string) => (await send("GET", "/hubs?byUser=true&fields=name", undefined, token)).body;
    expect(await names("acme~danu")).toMatchObject({ data: [{ name: "Gresik" }, { name: "Surabaya" }] });
    expect(await names("acme~bayu")).toMatchObject({ data: [{ name: "Malang" }] });
    await send("DELETE", `/hub/${id}`, undefined, "acme~danu");
    expect((await send("GET", "/user", undefined, "acme~danu")).at("/hubId")).toEqual([surabaya]);
  });

  test("stays while others use it or it has finished tasks", async () => {
    const users = "The hub can't be deleted while other users are assigned to it.";
    expect(await send("DELETE", `/hub/${malang}`)).toMatchObject({ status: 409, body: refused(users) });
    const token = "acme~danu";
    for (const user of ["201", "203", "205"])
      await send("PUT", `/user/695c73a8c4d1e2f3a4b50${user}`, { name: "N", hubId: [] });
    const done = "The hub can't be deleted because it has finished tasks.";
    expect(await send("DELETE", `/hub/${surabaya}`, undefined, token)).toMatchObject({
      status: 409,
      body: refused(done),
    });
  });

  test("is shown under its new name and place in its tasks and vehicles", async () => {
    const hubId = await create();
    const delivery = { flow: "Delivery", hubId, customerName: "Toko Jangkar", address: "Jalan Sauh 3" };
    const task = (await send("POST", "/task", delivery)).at("/task/_id");
    const vehicle = (await send("POST", "/vehicle", { name: "Van Gresik", hubId })).at("/data/_id");
    await send("PUT", `/hub/${hubId}`, { ...gresik, name: "Gresik Timur", lat: -7.2 });
    const moved = { _id: hubId, name: "Gresik Timur", lat: -7.2, lng: 112.65 };
    expect((await send("GET", `/task/${task}`)).at("/task/hub")).toEqual(moved);
    expect((await send("GET", `/vehicle/${vehicle}`)).at("/data/hubs")).toMatchObject({ name: "Gresik Timur" });
  });

  test("takes its teams along, and their members leave them", async () => {
    const hubId = await create();
    const team = (await send("POST", "/team", { name: "Gresik Timur", hubId })).at("/data/_id");
    await send("PUT", "/user/695c73a8c4d1e2f3a4b50205", { name: "Wulan Dermaga", hubId: [hubId], teamId: [team] });
    expect((await send("GET", "/user")).at("/teamId")).toEqual([team]);
    expect((await send("DELETE", `/hub/${hubId}`)).status).toBe(200);
    expect((await send("GET", "/user")).at("/teamId")).toEqual([]);
  });

  test("takes its routing results along", async () => {
    const hubId = await create();
    const configuration = { defaultVisitTime: 10 };
    await send("POST", "/routing", { hubId, configuration, visits: [], vehicles: [] });
    const total = async () => (await send("GET", `/results?hubId=${hubId}`)).at("/data/total");
    expect(await total()).toBe(1);
    await send("DELETE", `/hub/${hubId}`);
    expect(await total()).toBe(0);
  });

  test("takes its vehicles, teams and records along", async () => {
    const hubId = await create();
    await send("POST", "/vehicle", { name: "Van Gresik", hubId });
    await send("POST", "/team", { name: "Gresik", hubId });
    const dataTypeId = "695db394c4d1e2f3a4b50701";
    await send("POST", "/data", { dataId: "G-1", dataTypeId, hubId, name: "A", address: "B" });
    const totals = async () => [
      (await send("GET", `/vehicles?hubId=${hubId}`)).at("/total"),
      (await send("GET", `/teams?hubId=${hubId}`)).at("/data/total"),
      (await send("GET", `/data?hubId=${hubId}`)).at("/data/total"),
    ];
    expect(await totals()).toEqual([1, 1, 1]);
    await send("DELETE", `/hub/${hubId}`);
    expect(await totals()).toEqual([0, 0, 0]);
  });
});

test("a hub is found by its whole name only, commas included", async () => {
  await send("POST", "/hub", { ...gresik, name: "Gresik, Timur" });
  const names = async (name: string) => (await send("GET", `/hubs?fields=name&name=${name}`)).at("/data");
  expect(await names("Gresik, Timur")).toMatchObject([{ name: "Gresik, Timur" }]);
  expect(await names("Surabaya,Malang")).toEqual([]);
});

test("hubs come by name", async () => {
  await create();
  const reply = await send("GET", "/hubs?fields=name");
  expect(reply.at("/data")).toMatchObject([{ name: "Gresik" }, { name: "Malang" }, { name: "Surabaya" }]);
});

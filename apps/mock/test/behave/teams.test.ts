import { expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const danu = "695c73a8c4d1e2f3a4b50202";
const team = "695c73a8c4d1e2f3a4b50401";

const { send } = useMock();

test("a team's name is unique within its hub only", async () => {
  const name = "Surabaya Utara";
  const taken = await send("POST", "/team", { name, hubId: surabaya });
  expect(taken).toMatchObject({ status: 409, body: refused("The name has already been taken.") });
  const other = await send("POST", "/team", { name, hubId: malang });
  expect(other.at("/data")).toMatchObject({ name, hubId: malang, totalUser: 0 });
  const moved = await send("PUT", `/team/${other.at("/data/_id")}`, { name, hubId: surabaya });
  expect(moved.status).toBe(409);
  expect((await send("PUT", `/team/${team}`, { name, hubId: surabaya })).status).toBe(200);
});

test("a team needs a hub that exists", async () => {
  const reply = await send("POST", "/team", { name: "Nowhere", hubId: "ffffffffffffffffffffffff" });
  expect(reply).toMatchObject({ status: 400, body: refused("The selected hubId is invalid.") });
});

test("a team counts the users who join and leave", async () => {
  const total = async () => (await send("GET", `/team/${team}`)).at("/data/totalUser");
  expect(await total()).toBe(2);
  await send("PUT", `/user/${danu}`, { name: "Danu Ombak", hubId: [malang] });
  expect(await total()).toBe(1);
  await send("PUT", `/user/${danu}`, { name: "Danu Ombak", teamId: [] });
  expect(await total()).toBe(2);
  await send("DELETE", `/member/${danu}`);
  expect(await total()).toBe(1);
  await send("PUT", `/team/${team}`, { name: "Utara", hubId: surabaya });
  expect(await total()).toBe(1);
});

test("a team with active members stays, an empty one goes", async () => {
  const message = "The team can't be deleted while active users belong to it.";
  expect(await send("DELETE", `/team/${team}`)).toMatchObject({ status: 409, body: refused(message) });
  const created = await send("POST", "/team", { name: "Empty", hubId: malang });
  const path = `/team/${created.at("/data/_id")}`;
  expect((await send("DELETE", path)).at("/data/name")).toBe("Empty");
  expect((await send("DELETE", path)).status).toBe(404);
});

test("teams are listed by one hub or by several", async () => {
  await send("POST", "/team", { name: "Malang Kota", hubId: malang });
  const names = async (hubs: string) => (await send("GET", `/teams?hubId=${hubs}`)).at("/data/total");
  expect(await names(malang)).toBe(1);
  expect(await names(`${surabaya},${malang}`)).toBe(2);
});

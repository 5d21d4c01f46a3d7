import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const sekar = "695c73a8c4d1e2f3a4b50201";
const danu = "695c73a8c4d1e2f3a4b50202";
const tirta = "695c73a8c4d1e2f3a4b50203";
const bayu = "695c73a8c4d1e2f3a4b50204";
const wulan = "695c73a8c4d1e2f3a4b50205";
const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const team = "695c73a8c4d1e2f3a4b50401";
const unknown = "ffffffffffffffffffffffff";

const asOwner = "acme~wulan";
const asDispatcher = "acme~sekar";

const { send, wait } = useMock();

describe("the own user", () => {
  test("is the one that the token names", async () => {
    const reply = await send("GET", "/user", undefined, "acme~danu");
    expect(reply.body).toMatchObject({ _id: danu, email: "danu.ombak@kurirsamudra.example", role: { name: "Driver" } });
  });

  test("is the first one when the token names nobody", async () => {
    expect((await send("GET", "/user", undefined, "acme")).at("/_id")).toBe(sekar);
  });

  test("changes only in what is sent, and is answered without role and organization", async () => {
    wait(60_000);
    const reply = await send("PATCH", "/user", { phoneNumber: "+6281200000299" }, "acme~danu");
    expect(reply.at("/property")).toMatchObject({ _id: danu, name: "Danu Ombak", phoneNumber: "+6281200000299" });
    expect(reply.at("/property")).not.toHaveProperty("role");
    expect(reply.at("/property")).not.toHaveProperty("organization");
    expect((await send("GET", "/user", undefined, "acme~danu")).body).toMatchObject({
      phoneNumber: "+6281200000299",
      updatedTime: "2026-03-09T01:01:00+00:00",
      role: { name: "Driver" },
    });
  });

  test("can't take the e-mail address of another user", async () => {
    const reply = await send("PATCH", "/user", { email: "bayu.layar@kurirsamudra.example" });
    expect(reply).toMatchObject({ status: 409, body: refused("The email has already been taken.") });
  });
});

describe("a user", () => {
  test("is found by e-mail, and by an old one no more", async () => {
    await send("PATCH", `/user/${danu}`, { email: "danu@kurirsamudra.example" });
    expect((await send("GET", "/user/email/danu@kurirsamudra.example")).at("/_id")).toBe(danu);
    expect((await send("GET", "/user/email/danu.ombak@kurirsamudra.example")).status).toBe(404);
  });

  test("keeps what a PUT leaves out", async () => {
    const reply = await send("PUT", `/user/${danu}`, { name: "Danu O." });
    expect(reply.at("/data")).toMatchObject({
      name: "Danu O.",
      email: "danu.ombak@kurirsamudra.example",
      phoneNumber: "+6281200000202",
      hubId: [surabaya],
      teamId: [team],
    });
  });

  test("is created by a PUT to a free id, with an e-mail address of its own", async () => {
    const nobody = await send("PUT", `/user/${unknown}`, { name: "Intan" });
    expect(nobody).toMatchObject({ status: 400, body: refused("The email field is required.") });
    await send("PUT", `/user/${unknown}`, { name: "Intan", email: "intan@kurirsamudra.example" });
    expect((await send("GET", "/user", undefined, "acme~intan")).body).toMatchObject({
      _id: unknown,
      firstLogin: true,
      hubId: [],
      teamId: [],
    });
  });

  test("is refused with an unknown hub or team, or a team of another hub", async () => {
    const put = (body: object) => send("PUT", `/user/${bayu}`, { name: "Bayu", ...body });
    const hub = refused("The selected hubId is invalid.");
    const teams = refused("The selected teamId is invalid.");
    expect(await put({ hubId: [unknown] })).toMatchObject({ status: 400, body: hub });
    expect(await put({ teamId: [unknown] })).toMatchObject({ status: 400, body: teams });
    expect(await put({ teamId: [team] })).toMatchObject({ status: 400, body: teams });
    expect((await put({ hubId: [surabaya, malang], teamId: [team] })).status).toBe(200);
  });

  test("loses the teams with other hubs, and joins all teams with an empty list", async () => {
    const put = async (body: object) =>
      (await send("PUT", `/user/${tirta}`, { name: "Tirta", ...body })).at("/data/teamId");
    expect(await put({ hubId: [surabaya] })).toEqual([team]);
    expect(await put({ hubId: [surabaya, malang] })).toEqual([]);
    expect(await put({ teamId: [] })).toEqual([team]);
  });

  test("has each hub and each team once", async () => {
    const body = { name: "Danu", hubId: [surabaya, surabaya], teamId: [team, team] };
    const reply = await send("PUT", `/user/${danu}`, body);
    expect(reply.at("/data")).toMatchObject({ hubId: [surabaya], teamId: [team] });
  });

  test("who is an owner is changed by owners only", async () => {
    const body = { name: "Somebody else" };
    const message = "Only an owner can change an owner.";
    for (const method of ["PUT", "PATCH"]) {
      const reply = await send(method, `/user/${wulan}`, body, asDispatcher);
      expect(reply).toMatchObject({ status: 409, body: refused(message) });
    }
    expect((await send("PATCH", `/user/${wulan}`, body, asOwner)).status).toBe(200);
  });
});

describe("who sees whom", () => {
  const asDriver = "acme~danu";
  const ids = async (token: string) => {
    const { body } = await send("GET", "/users?fields=name", undefined, token);
    return JSON.stringify(body)
      .match(/50\d\d\d(?=")/g)
      ?.sort();
  };

  test("a role that may not view users shows only the user himself", async () => {
    expect(await ids(asDriver)).toEqual(["50202"]);
    expect((await send("GET", `/user/${danu}`, undefined, asDriver)).status).toBe(200);
    expect((await send("GET", `/user/${bayu}`, undefined, asDriver)).status).toBe(404);
    expect((await send("GET", "/user/email/bayu.layar@kurirsamudra.example", undefined, asDriver)).status).toBe(404);
    expect((await send("GET", "/members/locked", undefined, asDriver)).at("/data")).toEqual([]);
  });

  test("whom a user does not see he can't change, delete, unlock or give a password", async () => {
    const unseen = async (method: string, path: string, body?: unknown) =>
      (await send(method, path, body, asDriver)).status;
    expect(await unseen("PUT", `/user/${bayu}`, { name: "B" })).toBe(404);
    expect(await unseen("PATCH", `/user/${bayu}`, { name: "B" })).toBe(404);
    expect(await unseen("DELETE", `/member/${bayu}`)).toBe(404);
    const password = "Contoh-Sandi-2026";
    expect(await unseen("POST", "/member/reset-password", { userId: bayu, password })).toBe(404);
    expect(await unseen("POST", "/member/unlock", { email: "tirta.karang@kurirsamudra.example" })).toBe(400);
    expect((await send("GET", `/user/${bayu}`)).at("/name")).toBe("Bayu Layar");
  });

  test("a user with a team sees team-mates and those without a team, an owner and a nameless token see all", async () => {
    const other = (await send("POST", "/team", { name: "Malang Kota", hubId: malang })).at("/data/_id");
    await send("PUT", `/user/${bayu}`, { name: "Bayu Layar", teamId: [other] });
    expect(await ids(asDispatcher)).toContain("50202");
    await send("PUT", `/user/${sekar}`, { name: "Sekar Pelita", teamId: [other] });
    expect(await ids(asDispatcher)).toEqual(["50201", "50204", "50205"]);
    expect((await send("GET", `/user/${danu}`, undefined, asDispatcher)).status).toBe(404);
    for (const token of [asOwner, "acme"]) expect(await ids(token)).toHaveLength(5);
  });

  test("a task goes to nobody of other teams only", async () => {
    const other = (await send("POST", "/team", { name: "Surabaya Barat", hubId: surabaya })).at("/data/_id");
    const give = async (token: string) => {
      const assignee = ["danu.ombak@kurirsamudra.example"];
      const form = { customerName: "Toko", address: "Jalan Ombak 3", destination: "-7.2458,112.7378" };
      return send("POST", "/task", { flow: "Delivery", hubId: surabaya, assignee, ...form }, token);
    };
    expect((await give(asDispatcher)).status).toBeLessThan(300);
    await send("PUT", `/user/${sekar}`, { name: "Sekar Pelita", teamId: [other] });
    const message = "The selected assignee is invalid.";
    expect(await give(asDispatcher)).toMatchObject({ status: 400, body: refused(message) });
    expect((await give(asOwner)).status).toBeLessThan(300);
  });
});

test("users are chosen by hub, role, team, status and a part of their name", async () => {
  const ids = async (query: string) => {
    const { body } = await send("GET", `/users?fields=name&${query}`);
    return JSON.stringify(body)
      .match(/50\d\d\d(?=")/g)
      ?.sort();
  };
  expect(await ids(`hubId=${malang}`)).toEqual(["50201", "50204", "50205"]);
  expect(await ids(`hubId=${malang}&roleId=695b1b20c4d1e2f3a4b50303`)).toEqual(["50204"]);
  expect(await ids(`teamId=${team}`)).toEqual(["50202", "50203"]);
  expect(await ids("status=active&q=LAYAR")).toEqual(["50204"]);
});

describe("a deleted member", () => {
  test("is gone for good", async () => {
    expect((await send("DELETE", `/member/${bayu}`)).body).toMatchObject({ id: bayu, status: true });
    expect((await send("GET", `/user/${bayu}`)).status).toBe(404);
    expect((await send("DELETE", `/member/${bayu}`)).status).toBe(404);
  });

  test("leaves his ongoing tasks to nobody, and keeps the finished ones", async () => {
    await send("DELETE", `/member/${danu}`);
    const ongoing = (await send("GET", "/task/69ae1b90c4d1e2f3a4b51002")).at("/task");
    expect(ongoing).toMatchObject({ status: "UNASSIGNED", assignee: [] });
    expect(ongoing).not.toHaveProperty("assignedTo");
    const done = (await send("GET", "/task/69ae1b90c4d1e2f3a4b51003")).at("/task");
    expect(done).toMatchObject({ status: "DONE", assignee: ["danu.ombak@kurirsamudra.example"] });
  });

  test("leaves a task to those who share it", async () => {
    const form = { customerName: "Toko", address: "Jalan Ombak 3", destination: "-7.2458,112.7378" };
    const assignee = ["danu.ombak@kurirsamudra.example", "tirta.karang@kurirsamudra.example"];
    const created = await send("POST", "/task", { flow: "Delivery", hubId: surabaya, assignee, ...form });
    await send("DELETE", `/member/${danu}`);
    const task = (await send("GET", `/task/${created.at("/task/_id")}`)).at("/task");
    expect(task).toMatchObject({ status: "ONGOING", assignee: ["tirta.karang@kurirsamudra.example"] });
  });

  test("is no owner, unless an owner deletes one, and never the one who pays", async () => {
    const refusal = { status: 409, body: refused("The owner who pays for the organization can't be deleted.") };
    expect(await send("DELETE", `/member/${wulan}`, undefined, asDispatcher)).toMatchObject(refusal);
    expect(await send("DELETE", `/member/${wulan}`, undefined, asOwner)).toMatchObject(refusal);
  });
});

test("the owner who pays stays, even under a new e-mail address", async () => {
  await send("PATCH", `/user/${wulan}`, { email: "wulan@kurirsamudra.example" });
  expect((await send("DELETE", `/member/${wulan}`)).status).toBe(409);
});

describe("a locked member", () => {
  const email = "tirta.karang@kurirsamudra.example";

  test("is listed until unlocked, and unlocked only once", async () => {
    expect((await send("GET", "/members/locked")).at("/data")).toMatchObject([{ email }]);
    const unlocked = await send("POST", "/member/unlock", { email });
    expect(unlocked.at("/message")).toBe(`${email} has been unlocked. The user can now log in.`);
    expect((await send("GET", "/members/locked")).at("/data")).toEqual([]);
    expect((await send("POST", "/member/unlock", { email })).status).toBe(400);
  });

  test("is free again when the seconds are over", async () => {
    const left = async () => (await send("GET", "/members/locked")).at("/data/0/ttl");
    const ttl = Number(await left());
    wait(60_000);
    expect(await left()).toBe(ttl - 60);
    wait(ttl * 1000);
    expect(await left()).toBeUndefined();
    expect((await send("POST", "/member/unlock", { email })).status).toBe(400);
  });

  test("is no longer listed once deleted", async () => {
    await send("DELETE", `/member/${tirta}`);
    expect((await send("GET", "/members/locked")).at("/data")).toEqual([]);
  });
});

describe("a reset password", () => {
  const reset = (userId: string, password: string, token = asOwner) =>
    send("POST", "/member/reset-password", { userId, password }, token);

  test("is answered with the user, and never shown", async () => {
    const reply = await reset(bayu, "Contoh-Sandi-2026");
    expect(reply.at("/property")).toMatchObject({ _id: bayu, docId: bayu, isDeleted: false });
    expect(JSON.stringify((await send("GET", "/users")).body)).not.toContain("Contoh-Sandi-2026");
  });

  test("must be new to the user, but not to others", async () => {
    await reset(bayu, "Contoh-Sandi-2026");
    await reset(bayu, "Contoh-Sandi-2027");
    const again = await reset(bayu, "Contoh-Sandi-2026");
    const message = "You cannot use a password that you have used before.";
    expect(again).toMatchObject({ status: 400, body: refused(message) });
    expect((await reset(danu, "Contoh-Sandi-2026")).status).toBe(200);
  });

  test("must not be weak, nor belong to nobody, nor to an owner where somebody else asks", async () => {
    expect((await reset(bayu, "contoh-sandi-2026")).status).toBe(400);
    expect((await reset(unknown, "Contoh-Sandi-2026")).status).toBe(404);
    expect((await reset(wulan, "Contoh-Sandi-2026", asDispatcher)).status).toBe(409);
    expect((await reset(wulan, "Contoh-Sandi-2026")).status).toBe(200);
  });
});

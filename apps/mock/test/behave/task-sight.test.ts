import { beforeEach, describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { isObject, type JsonObject } from "../../src/json.ts";
import { documentedSeed } from "../../src/memory/documented-seed.ts";
import { refused } from "../support.ts";
import { call, quietMock, startOfTest } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const [unassigned, ongoing, done] = ["1", "2", "3"].map((end) => `69ae1b90c4d1e2f3a4b5100${end}`);
const bayu = "bayu.layar@kurirsamudra.example";
const delivery = { flow: "Delivery", hubId: surabaya, customerName: "Toko Jangkar", address: "Jalan Sauh 3, Surabaya" };

let { mock } = quietMock();
beforeEach(() => {
  ({ mock } = quietMock());
});

const list = async (token: string, path = "/tasks", own = mock) => {
  const rows = (await call(own, "GET", `${path}?fields=_id`, undefined, token)).at("/tasks/data");
  return Array.isArray(rows) ? rows.filter(isObject).map(({ _id }) => _id) : [];
};

describe("a user", () => {
  test("sees the tasks of his hubs and his own ones, wherever they are", async () => {
    expect(await list("acme~bayu")).toEqual([]);
    expect(await list("acme~bayu", "/tasks-gallery")).toEqual([]);
    const inMalang = { ...delivery, hubId: malang, assignee: [bayu] };
    const id = (await call(mock, "POST", "/task", inMalang)).at("/task/_id");
    expect(await list("acme~bayu")).toEqual([id]);
    expect(await list("acme~danu")).toEqual([done, ongoing, unassigned]);
    await call(mock, "PUT", `/task/${id}/move`, { hubId: surabaya });
    expect(await list("acme~bayu")).toEqual([id]);
    const { at } = await call(mock, "GET", "/tasks", undefined, "acme~bayu");
    expect(at("/metadata/counting")).toEqual({ doneTotal: 0, ongoingTotal: 1 });
  });

  test("can do nothing with a task that he does not see", async () => {
    const path = `/task/${unassigned}`;
    const attempts = [
      ["GET", path, undefined],
      ["PATCH", path, { note: "No" }],
      ["PUT", path, delivery],
      ["PUT", `${path}/assign`, { assignee: [] }],
      ["DELETE", path, undefined],
    ] as const;
    for (const [method, url, body] of attempts) {
      expect(await call(mock, method, url, body, "acme~bayu")).toMatchObject({ status: 404 });
    }
    const bulk = await call(mock, "DELETE", "/tasks/bulk", { tasks: [{ _id: unassigned }] }, "acme~bayu");
    expect(bulk.body).toMatchObject({ failed: 1, tasks: [{ message: "Data not found" }] });
  });

  test("makes, moves and tracks tasks only in hubs that he has access to", async () => {
    const query = `hubId=${malang}&timeFrom=2026-03-09+00:00:00&timeTo=2026-03-09+23:00:00`;
    const attempts = [
      ["POST", "/task", { ...delivery, hubId: malang }],
      ["PUT", `/task/${unassigned}/move`, { hubId: malang }],
      ["PATCH", `/task/${unassigned}`, { hubId: malang }],
      ["GET", `/tasks/tracking?${query}`, undefined],
    ] as const;
    for (const [method, path, body] of attempts) {
      const reply = await call(mock, method, path, body, "acme~danu");
      expect(reply).toMatchObject({ status: 400, body: refused("The selected hubId is invalid.") });
    }
    expect((await call(mock, "PUT", `/task/${unassigned}/move`, { hubId: malang }, "acme~sekar")).status).toBe(200);
  });

  test("does not see what is only for other teams", async () => {
    const team = (await call(mock, "POST", "/team", { name: "Surabaya Selatan", hubId: surabaya })).at("/data/_id");
    const tirta = "tirta.karang@kurirsamudra.example";
    await call(mock, "PUT", `/user/${await idOf(tirta)}`, { name: "Tirta Karang", teamId: [team] });
    expect(await list("acme~tirta")).toEqual([unassigned]);
    expect(await list("acme~danu")).toEqual([done, ongoing, unassigned]);
  });
});

const idOf = async (email: string) => {
  const users = (await call(mock, "GET", "/users")).at("/data");
  return Array.isArray(users) ? users.find((user: JsonObject) => user.email === email)?._id : undefined;
};

test("owners and tokens that name no user see all tasks", async () => {
  for (const token of ["acme~wulan", "acme~nobody", "acme~b", "acme~bay", "acme"]) {
    expect(await list(token)).toEqual([done, ongoing, unassigned]);
  }
  const empty = createMock({ rateLimit: false, now: () => startOfTest, seed: { users: [] } });
  expect(await list("acme~user", "/tasks", empty)).toEqual([done, ongoing, unassigned]);
});

test("a token names a user by the whole e-mail, or by its beginning up to the @ or to a dot", async () => {
  for (const name of ["bayu", "bayu.layar", "bayu.layar@kurirsamudra.example"]) {
    expect((await call(mock, "GET", "/user", undefined, `acme~${name}`)).at("/name")).toBe("Bayu Layar");
  }
});

test("a role can narrow its users to their own tasks", async () => {
  const { roles = [] } = documentedSeed();
  const narrowed = roles.map((role) => {
    const rows = Array.isArray(role.permission) ? role.permission.filter(isObject) : [];
    return {
      ...role,
      permission: [...rows, { ...rows[0], name: "view/task/only-me", access: role.name === "Driver" }],
    };
  });
  const own = createMock({ rateLimit: false, now: () => startOfTest, seed: { roles: narrowed } });
  expect(await list("acme~danu", "/tasks", own)).toEqual([done, ongoing]);
  expect(await list("acme~sekar", "/tasks", own)).toEqual([done, ongoing, unassigned]);
});

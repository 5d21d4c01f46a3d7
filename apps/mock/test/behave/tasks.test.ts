import { describe, expect, test } from "vitest";
import { refused } from "../support.ts";
import { useMock } from "./support.ts";

const surabaya = "695b1b20c4d1e2f3a4b50101";
const malang = "695b2930c4d1e2f3a4b50102";
const [unassigned, ongoing, done] = ["1", "2", "3"].map((end) => `69ae1b90c4d1e2f3a4b5100${end}`);
const [danu, tirta, bayu] = ["danu.ombak", "tirta.karang", "bayu.layar"].map((name) => `${name}@kurirsamudra.example`);
const delivery = { flow: "Delivery", hubId: surabaya, customerName: "Toko Jangkar", address: "Jalan Sauh 3, Surabaya" };
const unchangeable = refused("A finished task can not be changed.");

const { send, wait } = useMock();

const create = async (own: object = {}) => (await send("POST", "/task", { ...delivery, ...own })).at("/task");
const idOf = (task: unknown) => String(Object(task)._id);

describe("a new task", () => {
  test("gets from the server what the request leaves out", async () => {
    const task = await create();
    expect(task).toMatchObject({
      flowId: "695db394c4d1e2f3a4b50501",
      hub: { _id: surabaya, name: "Surabaya", lat: -7.2214, lng: 112.7317 },
      status: "UNASSIGNED",
      assignee: [],
      startTime: "2026-03-09T01:00:00+00:00",
      endTime: "2026-03-10T01:00:00+00:00",
      orderIndex: 177301800000000,
      createdBy: "Wulan Dermaga",
      createdFrom: "API",
      createdTime: "2026-03-09T01:00:00+00:00",
      title: "Toko Jangkar",
      content: "Jalan Sauh 3, Surabaya",
      service: "Regular",
      useGeoLock: false,
      assignedVehicle: null,
    });
    expect(task).not.toHaveProperty("assignedTo");
    expect(task).not.toHaveProperty("doneBy");
  });

  test("starts and ends as its flow says, counted from its start when one is sent", async () => {
    const pickup = { ...delivery, flow: "Pickup", customerId: "C-1" };
    expect((await send("POST", "/task", pickup)).at("/task")).toMatchObject({ endTime: "2026-03-09T09:00:00+00:00" });
    const later = await send("POST", "/task", { ...pickup, startTime: "2026-03-11T08:00:00+07:00" });
    expect(later.at("/task")).toMatchObject({
      startTime: "2026-03-11T01:00:00+00:00",
      endTime: "2026-03-11T09:00:00+00:00",
    });
  });

  test("is ONGOING and says who gave it to whom when it has assignees", async () => {
    expect(await create({ assignee: [danu, tirta, danu] })).toMatchObject({
      status: "ONGOING",
      assignee: [danu, tirta],
      assignedTo: { name: "Danu Ombak", email: danu, hubId: [surabaya], organization: null, role: null },
      assignedBy: "Wulan Dermaga",
      assignedTime: "2026-03-09T01:00:00+00:00",
    });
  });

  test("keeps the caller's reference and order, and nothing that only the server sets", async () => {
    const own = { refId: "SO-1", orderIndex: 10, status: "DONE", createdFrom: "WEB", histories: [], title: "No" };
    const task = await create(own);
    expect(task).toMatchObject({
      refId: "SO-1",
      orderIndex: 10,
      status: "UNASSIGNED",
      createdFrom: "API",
      title: "Toko Jangkar",
    });
    expect(task).toMatchObject({ histories: [{ action: "create" }] });
    const changed = await send("PATCH", `/task/${idOf(task)}`, {
      refId: "SO-2",
      doneBy: "Nobody",
      note: "Ring twice.",
    });
    expect(changed.at("/task")).toMatchObject({ refId: "SO-1", note: "Ring twice." });
    expect(changed.at("/task")).not.toHaveProperty("doneBy");
    expect(await create({ refId: 5 })).not.toHaveProperty("refId");
  });

  test("needs a flow, a hub and users that exist, and users of the hub", async () => {
    const wrong = [
      [{ flow: "Nowhere" }, "The selected flow is invalid."],
      [{ hubId: done }, "The selected hubId is invalid."],
      [{ assignee: ["nobody@kurirsamudra.example"] }, "The selected assignee is invalid."],
      [{ assignee: [bayu] }, "The assignee does not belong to the hub."],
      [{ customerName: "" }, "The customerName field is required."],
      [{ service: "Slow" }, "The service field must be one of: Regular, Express, Same day."],
    ] as const;
    for (const [own, message] of wrong) {
      const reply = await send("POST", "/task", { ...delivery, ...own });
      expect(reply).toMatchObject({ status: 400, body: refused(message) });
    }
    expect((await send("GET", "/tasks")).at("/tasks/total")).toBe(3);
  });
});

describe("a replaced task", () => {
  test("loses the fields that are left out and keeps what the server has set", async () => {
    const task = await create({ phone: "+62315550100", destination: "-7.2,112.7", refId: "SO-1", assignee: [danu] });
    wait(60_000);
    const reply = await send("PUT", `/task/${idOf(task)}`, { ...delivery, service: "Express", status: "DONE" });
    expect(reply.at("/task")).toMatchObject({
      service: "Express",
      status: "ONGOING",
      assignee: [danu],
      assignedTime: "2026-03-09T01:00:00+00:00",
      refId: "SO-1",
      createdTime: "2026-03-09T01:00:00+00:00",
      updatedTime: "2026-03-09T01:01:00+00:00",
    });
    for (const gone of ["phone", "destination", "expectedCoordinate"]) {
      expect(reply.at("/task")).not.toHaveProperty(gone);
    }
  });

  test("has no longer history when the same is sent again", async () => {
    const twice = [0, 1].map(() => send("PUT", `/task/${unassigned}`, { ...delivery, phone: "+62315550100" }));
    const [first, second] = await Promise.all(twice);
    expect(first?.at("/task/histories")).toHaveLength(2);
    expect(second?.body).toEqual(first?.body);
  });

  test("is created when its well-formed id is unknown", async () => {
    const id = "695b1b20c4d1e2f3a4b5ffff";
    const reply = await send("PUT", `/task/${id}`, delivery);
    expect(reply.at("/task")).toMatchObject({ _id: id, histories: [{ action: "create" }] });
  });
});

describe("a changed task", () => {
  test("changes only what is sent, and what follows from it", async () => {
    const reply = await send("PATCH", `/task/${unassigned}`, { customerName: "Toko Layar", phone: null });
    expect(reply.at("/task")).toMatchObject({
      title: "Toko Layar",
      phone: null,
      service: "Regular",
      content: "Jalan Kapal Layar 12, Surabaya 60175",
    });
  });

  test("moves with another hub and is assigned with other users", async () => {
    const body = { hubId: malang, assignee: [bayu], endTime: "2026-03-09 20:00:00" };
    expect((await send("PATCH", `/task/${ongoing}`, body)).at("/task")).toMatchObject({
      hub: { _id: malang, name: "Malang" },
      assignee: [bayu],
      assignedTo: { email: bayu },
      endTime: "2026-03-09T20:00:00+00:00",
    });
  });

  test("says who changed it last", async () => {
    expect(await create()).not.toHaveProperty("updatedBy");
    const body = { note: "Ring twice.", updatedBy: "nobody@kurirsamudra.example" };
    const reply = await send("PATCH", `/task/${ongoing}`, body, "acme~danu");
    expect(reply.at("/task/updatedBy")).toBe(danu);
  });

  test("never gets another flow", async () => {
    for (const method of ["PUT", "PATCH"]) {
      const reply = await send(method, `/task/${unassigned}`, { ...delivery, flow: "Pickup" });
      expect(reply).toMatchObject({ status: 400, body: refused("The flow of a task can not be changed.") });
    }
  });

  test("is finished by the status DONE, and by no other", async () => {
    const ignored = await send("PATCH", `/task/${ongoing}`, { status: "UNASSIGNED" });
    expect(ignored.at("/task/status")).toBe("ONGOING");
    wait(3_600_000);
    const body = { status: "DONE", note: "Left at the door." };
    const reply = await send("PATCH", `/task/${ongoing}`, body, "acme~danu");
    expect(reply.at("/task")).toMatchObject({
      status: "DONE",
      doneBy: "Danu Ombak",
      doneTime: "2026-03-09T02:00:00+00:00",
      doneFrom: "WEB",
      doneOrder: 2,
      isLastDoneOrder: true,
      note: "Left at the door.",
    });
    expect((await send("GET", `/task/${done}`)).at("/task/isLastDoneOrder")).toBe(false);
  });
});

describe("a finished task", () => {
  test("stays as it is", async () => {
    const refusals = [
      ["PUT", "", delivery],
      ["PATCH", "", { note: "No" }],
      ["PUT", "/assign", { assignee: [] }],
      ["PUT", "/move", { hubId: malang }],
    ] as const;
    const before = await send("GET", `/task/${done}`);
    for (const [method, path, body] of refusals) {
      expect(await send(method, `/task/${done}${path}`, body)).toMatchObject({ status: 409, body: unchangeable });
    }
    const kept = refused("A finished task can not be deleted.");
    expect(await send("DELETE", `/task/${done}`)).toMatchObject({ status: 409, body: kept });
    expect(await send("GET", `/task/${done}`)).toEqual(expect.objectContaining({ body: before.body }));
  });
});

describe("assigning and moving", () => {
  test("gives a task to users, and an empty list takes it from all of them", async () => {
    const given = await send("PUT", `/task/${unassigned}/assign`, { assignee: [tirta] });
    expect(given.at("/task")).toMatchObject({ status: "ONGOING", assignee: [tirta], assignedTo: { email: tirta } });
    const taken = await send("PUT", `/task/${unassigned}/assign`, { assignee: [] });
    expect(taken.at("/task")).toMatchObject({ status: "UNASSIGNED", assignee: [] });
    for (const gone of ["assignedTo", "assignedBy", "assignedTime"]) {
      expect(taken.at("/task")).not.toHaveProperty(gone);
    }
  });

  test("moves a task with its assignment", async () => {
    const reply = await send("PUT", `/task/${ongoing}/move`, { hubId: malang });
    expect(reply.at("/task")).toMatchObject({ hubId: malang, hub: { name: "Malang" }, assignee: [danu] });
  });

  test("refuses users of another hub, unknown hubs and unknown tasks", async () => {
    const foreign = refused("The assignee does not belong to the hub.");
    const assign = await send("PUT", `/task/${unassigned}/assign`, { assignee: [bayu] });
    expect(assign).toMatchObject({ status: 400, body: foreign });
    expect((await send("PUT", `/task/${unassigned}/move`, { hubId: done })).status).toBe(400);
    expect((await send("PUT", "/task/695b1b20c4d1e2f3a4b5ffff/move", { hubId: malang })).status).toBe(404);
  });

  test("leaves one entry per step in the history, with what was before", async () => {
    const path = `/task/${unassigned}`;
    await send("PUT", `${path}/assign`, { assignee: [tirta] });
    await send("PUT", `${path}/assign`, { assignee: [] });
    await send("PUT", `${path}/move`, { hubId: malang });
    await send("PATCH", path, { service: "Express", note: "Ring twice." });
    const { body } = await send("GET", path);
    expect(body).toMatchObject({
      task: {
        histories: [
          { action: "create" },
          { action: "assign", notes: "Assigned by Wulan Dermaga", changeData: { status: "UNASSIGNED", assignee: [] } },
          { action: "unassign", changeData: { status: "ONGOING", assignee: [tirta] } },
          { action: "move", changeData: { hubId: surabaya }, createdAt: "2026-03-09T01:00:00.000000Z" },
          { action: "patch", changeData: { service: "Regular" } },
        ],
      },
    });
  });
});

test("a user who is removed is taken off his tasks, which say so in their history", async () => {
  const path = `/task/${ongoing}`;
  await send("PUT", `${path}/assign`, { assignee: [danu, tirta] });
  wait(60_000);
  await send("DELETE", "/member/695c73a8c4d1e2f3a4b50202");
  expect((await send("GET", path)).at("/task")).toMatchObject({
    status: "ONGOING",
    assignee: [tirta],
    assignedTo: { name: "Tirta Karang", email: tirta },
    updatedBy: "wulan.dermaga@kurirsamudra.example",
    updatedTime: "2026-03-09T01:01:00+00:00",
  });
  await send("DELETE", "/member/695c73a8c4d1e2f3a4b50203");
  const { at } = await send("GET", path);
  expect(at("/task")).not.toHaveProperty("assignedTo");
  expect(at("/task/histories")).toMatchObject([
    { action: "create" },
    { action: "assign" },
    { action: "assign", changeData: { assignee: [danu, tirta] } },
    { action: "unassign", notes: "Unassigned by Wulan Dermaga", changeData: { status: "ONGOING", assignee: [tirta] } },
  ]);
});

test("a task that is changed again and again keeps its creation and its latest changes", async () => {
  for (let weight = 1; weight <= 120; weight++) await send("PATCH", `/task/${unassigned}`, { weight });
  const { at } = await send("GET", `/task/${unassigned}`);
  expect(at("/task/histories")).toHaveLength(100);
  expect(at("/task/histories/0/action")).toBe("create");
  expect(at("/task/histories/99/changeData")).toEqual({ weight: 119 });
});

describe("a bulk of tasks", () => {
  test("creates row by row and repeats the references", async () => {
    const tasks = [{ ...delivery, refId: "SO-1" }, { ...delivery, refId: "SO-2", assignee: [bayu] }, delivery];
    const reply = await send("POST", "/tasks/bulk", { tasks });
    expect(reply.body).toMatchObject({
      success: 2,
      failed: 1,
      tasks: [
        { status: true, message: "Task has been created", refId: "SO-1" },
        { status: false, message: "The assignee does not belong to the hub.", refId: "SO-2" },
        { status: true },
      ],
    });
    expect(reply.at("/tasks/1")).not.toHaveProperty("_id");
    expect(reply.at("/tasks/2")).not.toHaveProperty("refId");
    expect((await send("GET", `/task/${reply.at("/tasks/0/_id")}`)).at("/task/refId")).toBe("SO-1");
  });

  test("names no ids that are not those of tasks, and no references that are not texts", async () => {
    const failing = { ...delivery, _id: "mine", assignee: [bayu] };
    const created = await send("POST", "/tasks/bulk", { tasks: [failing] });
    expect(created.body).toMatchObject({ failed: 1 });
    expect(created.at("/tasks/0")).not.toHaveProperty("_id");
    const changed = await send("PATCH", "/tasks/bulk", { tasks: [{ _id: unassigned, refId: 5 }] });
    expect(changed.at("/tasks/0")).toEqual({ status: true, message: "Success", _id: unassigned });
  });

  test("assigns, moves and deletes what it can", async () => {
    const bulks = [
      ["PUT", "/tasks/bulk/assign", { assignee: [tirta] }],
      ["PUT", "/tasks/bulk/move", { hubId: malang }],
      ["PATCH", "/tasks/bulk", { note: "Ring twice." }],
      ["DELETE", "/tasks/bulk", {}],
    ] as const;
    for (const [method, path, own] of bulks) {
      const reply = await send(method, path, { tasks: [unassigned, done].map((_id) => ({ _id, ...own })) });
      expect(reply.body).toMatchObject({ success: 1, failed: 1, tasks: [{ _id: unassigned }, { status: false }] });
    }
    expect((await send("GET", `/task/${unassigned}`)).status).toBe(404);
  });
});

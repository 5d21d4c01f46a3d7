import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, test } from "vitest";
import type { Mock } from "../../src/index.ts";
import { isObject, type JsonObject, without } from "../../src/json.ts";
import { call, quietMock } from "./support.ts";

const workflowId = "69aa1f80c4d1e2f3a4b50f81";
const tirta = "tirta.karang@kurirsamudra.example";
const danu = "danu.ombak@kurirsamudra.example";

/** A documented request by the name of its example, with changes. */
function request(name: string, changes: JsonObject = {}): JsonObject {
  const found = examplesOf("createActivity").requests.find((one) => one.name === name);
  return { ...(isObject(found?.value) ? found.value : {}), ...changes };
}

const tasksOf = (body: JsonObject): JsonObject[] => (Array.isArray(body.tasks) ? body.tasks : []);

/** The task of a step, out of the envelope of the answer. */
async function readTask(mock: Mock, id: unknown): Promise<JsonObject> {
  const { body } = await call(mock, "GET", `/task/${id}`);
  return Object.values(isObject(body) ? body : {}).find(isObject) ?? {};
}

describe("a new activity", () => {
  test("has a task for each step, made from the flow of the step", async () => {
    const { mock } = quietMock();
    const { status, body, at } = await call(mock, "POST", "/activity", request("assigned"));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        taskType: "activityMaster",
        title: "Inspect and deliver",
        assignee: [tirta, danu],
        status: "ONGOING",
        subStatus: null,
        startTime: "2026-03-09T08:00:00+07:00",
        endTime: "2026-03-09T17:00:00+07:00",
        hub: { name: "Surabaya" },
        createdBy: "wulan.dermaga@kurirsamudra.example",
        createdTime: "2026-03-09T08:00:00+07:00",
      },
    });
    expect(at("/data/workflow/steps")).toBeUndefined();
    expect(at("/data/tasks")).toBeUndefined();
    const task = await readTask(mock, at("/data/subId/1"));
    expect(task).toMatchObject({
      taskType: "activityChild",
      parentId: at("/data/_id"),
      flow: "Delivery",
      status: "ONGOING",
      assignee: [danu],
      assignedTo: { name: "Danu Ombak" },
      title: "Toko Bahari",
      customerName: "Toko Bahari",
      startTime: "2026-03-09T03:00:00+00:00",
    });
  });

  test("is UNASSIGNED while nobody has one of its tasks", async () => {
    const { mock } = quietMock();
    const { body } = await call(mock, "POST", "/activity", request("unassigned"));
    expect(body).toMatchObject({ data: { status: "UNASSIGNED", assignee: [] } });
  });

  test("that names no hub is for one of the caller", async () => {
    const { mock } = quietMock();
    const tasks = tasksOf(request("unassigned")).map((task) => without(task, ["hubId"]));
    const body = { workflowId, tasks };
    const { at } = await call(mock, "POST", "/activity", body, "acme~bayu");
    expect((await readTask(mock, at("/data/subId/0"))).hub).toMatchObject({ name: "Malang" });
  });

  test("answers 201 to who asks for it", async () => {
    const { mock } = quietMock();
    const response = await mock.fetch(
      new Request("http://mock/api/v3/activity", {
        method: "POST",
        headers: { authorization: "Bearer acme~wulan", "content-type": "application/json", prefer: "code=201" },
        body: JSON.stringify(request("assigned")),
      }),
    );
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ code: 201, data: { status: "ONGOING" } });
  });

  const [first = {}, second = {}] = tasksOf(request("assigned"));
  test.each([
    [{ workflowId: "69aa1f80c4d1e2f3a4b5ffff" }, 404, "Workflow not found"],
    [{ hubId: "695b1b20c4d1e2f3a4b5ffff" }, 400, "The selected hubId is invalid."],
    [{ tasks: [first] }, 400, "The tasks field must have 2 elements, one for each step of the workflow."],
    [{ tasks: [first, { ...second, customerName: "" }] }, 400, "The customerName field is required."],
    [
      { tasks: [first, { ...second, assignee: "nobody@kurirsamudra.example" }] },
      400,
      "The selected assignee is invalid.",
    ],
    [
      { tasks: [first, { ...second, hubId: "695b1b20c4d1e2f3a4b5ffff" }] },
      400,
      "The selected tasks.1.hubId is invalid.",
    ],
  ])("is refused as a whole with %j", async (changes, status, message) => {
    const { mock } = quietMock();
    const total = async () => (await call(mock, "GET", "/tasks")).body;
    const before = await total();
    const answer = await call(mock, "POST", "/activity", request("assigned", changes));
    expect(answer).toMatchObject({ status, body: { message } });
    expect(await total()).toEqual(before);
  });
});

describe("an activity", () => {
  test("follows its tasks: the label of the step finished last, and DONE after all of them", async () => {
    const { mock, wait } = quietMock();
    const made = await call(mock, "POST", "/activity", request("assigned"));
    const path = `/activity/${made.at("/data/_id")}`;
    const finish = async (step: number) => {
      wait(60_000);
      const done = await call(mock, "PATCH", `/task/${made.at(`/data/subId/${step}`)}`, { status: "DONE" });
      expect(done.status).toBe(200);
    };
    await finish(0);
    expect((await call(mock, "GET", path)).body).toMatchObject({
      data: {
        status: "ONGOING",
        subStatus: "Waiting for delivery",
        updatedTime: "2026-03-09T08:01:00+07:00",
        workflow: { steps: [{ order: 1 }, { order: 2 }] },
      },
    });
    await finish(1);
    expect((await call(mock, "GET", path)).body).toMatchObject({ data: { status: "DONE", subStatus: "Delivered" } });
    expect((await call(mock, "GET", "/activities?status=DONE")).at("/data/total")).toBe(1);
  });

  test("is deleted together with its tasks", async () => {
    const { mock } = quietMock();
    const made = await call(mock, "POST", "/activity", request("assigned"));
    const path = `/activity/${made.at("/data/_id")}`;
    expect((await call(mock, "DELETE", path)).status).toBe(200);
    expect((await call(mock, "GET", path)).status).toBe(404);
    expect((await call(mock, "GET", `/task/${made.at("/data/subId/0")}`)).status).toBe(404);
    expect((await call(mock, "DELETE", path)).status).toBe(404);
  });

  test("says who changed one of its tasks last, and never goes back in time", async () => {
    const { mock, wait } = quietMock();
    const made = await call(mock, "POST", "/activity", request("assigned"));
    const [path, first] = [`/activity/${made.at("/data/_id")}`, `/task/${made.at("/data/subId/0")}`];
    wait(60_000);
    await call(mock, "PUT", `${first}/assign`, { assignee: [] }, "acme~sekar");
    const change = { updatedBy: "sekar.pelita@kurirsamudra.example", updatedTime: "2026-03-09T08:01:00+07:00" };
    expect((await call(mock, "GET", path)).at("/data")).toMatchObject({ assignee: [danu], ...change });
    await call(mock, "DELETE", first);
    const after = await call(mock, "GET", path);
    expect(after.at("/data")).toMatchObject({
      startTime: "2026-03-09T10:00:00+07:00",
      updatedTime: change.updatedTime,
    });
  });

  test("that is unknown is refused with the reason in a code", async () => {
    const { mock } = quietMock();
    const path = "/activity/69aa1f80c4d1e2f3a4b5ffff";
    const body = { status: false, code: 404, message: "Activity not found", failedCode: "ACTIV_NOT_FOUND" };
    for (const method of ["GET", "DELETE"]) expect(await call(mock, method, path)).toMatchObject({ status: 404, body });
    const nowhere = request("assigned", { workflowId: "69aa1f80c4d1e2f3a4b5ffff" });
    const refusal = { code: 404, failedCode: "ACTIV_WORKFLOW_NOT_FOUND" };
    expect((await call(mock, "POST", "/activity", nowhere)).body).toMatchObject(refusal);
  });

  test("is not found by the id of one of its tasks", async () => {
    const { mock } = quietMock();
    const made = await call(mock, "POST", "/activity", request("assigned"));
    expect((await call(mock, "GET", `/activity/${made.at("/data/subId/0")}`)).status).toBe(404);
  });

  test("comes with its id and its organization, whatever fields are asked for", async () => {
    const { mock } = quietMock();
    const { at } = await call(mock, "GET", "/activity/695db394c4d1e2f3a4b50f01?fields=title,nothing");
    expect(Object.keys(at("/data") ?? {})).toEqual(["_id", "organizationId", "title"]);
  });
});

describe("the lists of activities", () => {
  test("count in keys of their own", async () => {
    const { mock } = quietMock();
    const known = Number((await call(mock, "GET", "/activities")).at("/data/total"));
    await call(mock, "POST", "/activity", request("assigned"));
    const { body } = await call(mock, "GET", `/activities?pageSize=${known}&page=2&fields=title`);
    const counts = { total: known + 1, currentPage: 2, lastPage: 2, perPage: known };
    expect(body).toMatchObject({ data: { activities: [{ title: "Inspect and deliver" }], ...counts } });
  });

  test("show the runs of one workflow, the latest changed first", async () => {
    const { mock, wait } = quietMock();
    const list = (id: string) => call(mock, "GET", `/activities/workflow/${id}`);
    const known = Number((await list(workflowId)).at("/data/total"));
    wait(86_400_000);
    const made = await call(mock, "POST", "/activity", request("unassigned"));
    const { at } = await list(workflowId);
    expect(at("/data/total")).toBe(known + 1);
    expect(at("/data/activities/0/_id")).toBe(made.at("/data/_id"));
    const none = await list("69aa1f80c4d1e2f3a4b5ffff");
    expect(none.body).toMatchObject({ data: { activities: [], total: 0, lastPage: 1 } });
  });
});

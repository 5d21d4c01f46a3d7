import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, test } from "vitest";
import { isObject, valueAt } from "../../src/json.ts";
import { planId, request, stopsOf, van, vehicle, visit } from "./routing-support.ts";
import { startOfTest, useMock } from "./support.ts";

const { send } = useMock();

describe("dispatching a plan", () => {
  const first = "69ae1b90c4d1e2f3a4b51001";
  const plan = (assignee: string) =>
    request({
      configuration: {},
      visits: [visit(`taskId-${first}`, "-7.2458,112.7378"), visit("no task", "-7.25,112.74")],
      vehicles: [
        vehicle(van, { name: "Van Surabaya 1", assignee, workingTime: { startTime: "08:00", endTime: "41:00" } }),
      ],
    });

  test("gives the tasks their vehicle, driver, order and times", async () => {
    const made = await send("POST", "/routing", plan("danu.ombak@kurirsamudra.example"));
    const resultId = made.at("/data/_id");
    const answer = await send("POST", "/dispatch", { resultId });
    expect(answer.body).toMatchObject({
      success: 1,
      failed: 0,
      tasks: [{ _id: first, title: "Toko Bahari", status: true, action: "update" }],
    });
    const stop = stopsOf(made.at("/data/result/routing/0"))[1];
    const task = await send("GET", `/task/${first}`);
    expect(Object.values(isObject(task.body) ? task.body : {})).toContainEqual(
      expect.objectContaining({
        status: "ONGOING",
        assignee: ["danu.ombak@kurirsamudra.example"],
        assignedVehicleId: van,
        assignedVehicle: expect.objectContaining({
          name: "Van Surabaya 1",
          workingTime: { startTime: "08:00", endTime: "17:00", multiday: 1 },
        }),
        routePlannedOrder: 1,
        distance: stop?.distance,
        eta: stop?.eta,
        etd: stop?.etd,
        routingResultId: resultId,
      }),
    );
  });

  test("leaves the tasks of a route without a driver unassigned", async () => {
    const made = await send("POST", "/routing", plan(""));
    await send("POST", "/dispatch", { resultId: made.at("/data/_id") });
    const { body } = await send("GET", `/task/${first}`);
    expect(JSON.stringify(body)).toContain('"status":"UNASSIGNED"');
    expect(JSON.stringify(body)).toContain(`"assignedVehicleId":"${van}"`);
  });

  test("says of a task that was finished meanwhile that it stays as it is", async () => {
    const { body } = await send("POST", "/dispatch", { resultId: planId });
    expect(body).toMatchObject({
      success: 0,
      failed: 1,
      tasks: [{ status: false, message: "A finished task can not be changed." }],
    });
  });

  test("needs a plan", async () => {
    const made = await send("POST", "/routing", request({ background: true }));
    expect((await send("POST", "/dispatch", { resultId: made.at("/data/_id") })).status).toBe(409);
    expect((await send("POST", "/dispatch", { resultId: "69ae2bf8c4d1e2f3a4b5ffff" })).status).toBe(404);
  });
});

describe("reordering visits", () => {
  test("numbers the tasks from the nearest on, without a gap", async () => {
    const [documented] = examplesOf("reorderVisits").requests;
    const { body } = await send("POST", "/reorder-visits", documented?.value);
    const number = startOfTest / 100 + 1;
    expect(body).toMatchObject({
      data: [
        { _id: "69ae1b90c4d1e2f3a4b51001", orderIndex: number, status: true },
        { _id: "69ae1b90c4d1e2f3a4b51002", orderIndex: number + 1, status: true },
      ],
    });
    const task = await send("GET", "/task/69ae1b90c4d1e2f3a4b51002");
    expect(task.at("/task")).toMatchObject({ orderIndex: number + 1, updatedBy: "wulan.dermaga@kurirsamudra.example" });
    expect(valueAt(task.at("/task"), "/histories")).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: "patch", notes: "Updated by Wulan Dermaga" })]),
    );
  });

  test("refuses a visit to no task", async () => {
    const visits = [{ id: "taskId-69ae2bf8c4d1e2f3a4b5ffff" }];
    const answer = await send("POST", "/reorder-visits", { currentCoordinate: "-7.2,112.7", visits });
    expect(answer).toMatchObject({ status: 400, body: { message: "The selected visits.0.id is invalid." } });
  });
});

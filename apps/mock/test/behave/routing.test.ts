import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { isObject, type JsonObject, valueAt } from "../../src/json.ts";
import { call, quietMock, startOfTest } from "./support.ts";

const hubId = "695b1b20c4d1e2f3a4b50101";
const van = "695db394c4d1e2f3a4b50601";
const motor = "695db394c4d1e2f3a4b50602";
const planId = "69ae2bf8c4d1e2f3a4b50b01";

/** The documented request, under a code that no seeded plan has. */
function request(changes: JsonObject = {}): JsonObject {
  const [{ value } = { value: undefined }] = examplesOf("createRouting").requests;
  const { resultCode: _, ...rest } = isObject(value) ? value : {};
  return { ...rest, ...changes };
}

const visit = (id: string, coordinate: string, more: JsonObject = {}) => ({
  id,
  name: id,
  address: "x",
  coordinate,
  ...more,
});
const vehicle = (id: string, more: JsonObject = {}) => ({ id, name: id, ...more });

const near = visit("near", "-7.2300,112.7317");
const days = 86_400_000;

async function run(changes: JsonObject) {
  const { mock } = quietMock();
  return call(mock, "POST", "/routing", request(changes));
}

const stopsOf = (route: unknown): JsonObject[] => (isObject(route) && Array.isArray(route.trips) ? route.trips : []);
const idsOf = (route: unknown) => stopsOf(route).map(({ visitId }) => visitId);

describe("planning routes", () => {
  test("leads each vehicle from the hub to its visits and drops what no vehicle may serve", async () => {
    const plan = await run({ name: "Morning" });
    expect(plan.status).toBe(200);
    expect(plan.body).toMatchObject({
      data: {
        name: "Morning",
        status: "done",
        resultTotal: { routing: 1, dropped: 1, total: 2 },
        user: { name: "Wulan Dermaga" },
        result: {
          routing: [{ vehicleId: van, totalWeight: 2.4, weightPercentage: "0.3%", totalNodes: 2, totalVisits: 1 }],
          dropped: [{ name: "Toko Bahari", reason: "No vehicle with matching tags", weight: 12.5 }],
          summary: { routedVisits: 1, droppedVisits: 1, usedVehicles: 1, unusedVehicles: 1, totalVehicles: 2 },
        },
      },
    });
    expect(idsOf(plan.at("/data/result/routing/0"))).toEqual([`hub-${hubId}`, "taskId-69ae1b90c4d1e2f3a4b51003"]);
  });

  test("goes to the nearest visit next, in the time that its speed allows", async () => {
    const plan = await run({
      configuration: { defaultVisitTime: 10 },
      visits: [visit("far", "-7.2600,112.7317"), visit("near", "-7.2300,112.7317")],
      vehicles: [vehicle(van, { speed: 26, workingTime: { startTime: "08:00", endTime: "17:00" } })],
    });
    const [hub, near, far] = stopsOf(plan.at("/data/result/routing/0"));
    expect([near?.visitId, far?.visitId]).toEqual(["near", "far"]);
    // 0.0086 degrees of latitude are 956 m; by road 1.3 times as much, at 26 km/h.
    expect(hub).toMatchObject({ etd: "8:00:00", order: 0 });
    expect(near).toMatchObject({ distance: 1243, travelTime: 3, eta: "8:02:52", etd: "8:12:52", order: 1 });
  });

  test("leaves the hub later rather than waiting at the first visit, and waits at later ones", async () => {
    const plan = await run({
      configuration: {},
      visits: [
        visit("a", "-7.2214,112.7417", { timeWindow: { startTime: "09:00", endTime: null }, visitTime: 10 }),
        visit("b", "-7.2214,112.7517", { timeWindows: [{ startTime: "11:00", endTime: "12:00" }], visitTime: 5 }),
      ],
      vehicles: [vehicle(van, { speed: 30 })],
    });
    const [hub, first, second] = stopsOf(plan.at("/data/result/routing/0"));
    expect(first).toMatchObject({ visitId: "a", eta: "9:00:00", waitingTime: 0 });
    expect(hub).toMatchObject({ waitingTime: 58 });
    expect(second).toMatchObject({ visitId: "b", eta: "9:12:52", waitingTime: 108, etd: "11:05:00" });
  });

  test("goes where it can begin first instead of waiting for what is near", async () => {
    const plan = await run({
      configuration: {},
      visits: [
        visit("near", "-7.2300,112.7317", { timeWindow: { startTime: "15:00", endTime: "16:00" } }),
        visit("far", "-7.2600,112.7317", { timeWindow: { startTime: "08:00", endTime: "09:00" } }),
      ],
      vehicles: [vehicle(van)],
    });
    expect(idsOf(plan.at("/data/result/routing/0"))).toEqual([`hub-${hubId}`, "far", "near"]);
  });

  test("keeps a time window on every day of a shift, and over midnight", async () => {
    const night = await run({
      configuration: {},
      visits: [visit("a", "-7.23,112.7317", { timeWindow: { startTime: "01:00", endTime: "03:00" } })],
      vehicles: [vehicle(van, { workingTime: { startTime: "19:00", endTime: "29:00" } })],
    });
    expect(stopsOf(night.at("/data/result/routing/0"))[1]).toMatchObject({ eta: "25:00:00" });
    const over = await run({
      configuration: {},
      visits: [visit("a", "-7.23,112.7317", { timeWindow: { startTime: "22:00", endTime: "02:00" } })],
      vehicles: [vehicle(van, { workingTime: { startTime: "12:00", endTime: "23:30" } })],
    });
    expect(stopsOf(over.at("/data/result/routing/0"))[1]).toMatchObject({ eta: "22:00:00" });
  });

  test("gives a vehicle without hours those of the others", async () => {
    const workingTime = { startTime: "05:00", endTime: "07:00" };
    const plan = await run({
      configuration: { useAllVehicle: true },
      visits: [visit("a", "-7.2214,112.74"), visit("b", "-7.2214,112.75")],
      vehicles: [vehicle(van), vehicle(motor, { workingTime })],
    });
    expect(plan.at("/data/result/routing")).toMatchObject([{ workingTime }, { workingTime }]);
  });

  test("drops a visit that it can't reach before its time is over", async () => {
    const soon = { timeWindow: { startTime: "08:00", endTime: "08:01" } };
    const vehicles = [vehicle(van, { speed: 30, workingTime: { startTime: "08:00", endTime: "17:00" } })];
    const plan = await run({ configuration: {}, visits: [visit("far", "-7.2214,112.9", soon)], vehicles });
    expect(plan.at("/data/result/routing")).toEqual([]);
    expect(plan.at("/data/result/dropped/0/reason")).toBe("Dropped due to constraint");
  });

  test("keeps to the most that a vehicle carries and to the hours that it works", async () => {
    const box = (id: string, lng: string) => visit(id, `-7.2214,${lng}`, { capacity: { weight: 6 } });
    const limited = { capacity: { weight: { min: 0, max: 10 } }, speed: 30 };
    const heavy = await run({
      configuration: { capacityConstraint: ["weight"] },
      visits: [box("a", "112.74"), box("b", "112.75"), visit("huge", "-7.22,112.75", { capacity: { weight: 11 } })],
      vehicles: [vehicle(van, limited), vehicle(motor, { ...limited, fixedCost: 5 })],
    });
    expect(idsOf(heavy.at("/data/result/routing/0"))).toContain("a");
    expect(idsOf(heavy.at("/data/result/routing/1"))).toContain("b");
    expect(heavy.at("/data/result/dropped/0/reason")).toBe("The load is above the capacity of every vehicle");

    const late = await run({
      configuration: { returnToHub: true },
      visits: [visit("far", "-7.2214,113.2"), visit("night", "-7.22,112.74", { timeWindow: { startTime: "20:00" } })],
      vehicles: [vehicle(van, { speed: 30, workingTime: { startTime: "08:00", endTime: "10:00" } })],
    });
    expect(late.at("/data/result/routing")).toEqual([]);
    expect(late.at("/data/result/dropped/0/reason")).toBe("Dropped due to constraint");
    expect(late.at("/data/result/dropped/1/reason")).toBe("The time window is outside all working hours");
  });

  test("comes back to load again when several trips are allowed", async () => {
    const box = (id: string, lng: string) => visit(id, `-7.2214,${lng}`, { capacity: { weight: 6 } });
    const plan = await run({
      configuration: { capacityConstraint: ["weight"], multitrip: true },
      visits: [box("a", "112.74"), box("b", "112.75")],
      vehicles: [vehicle(van, { capacity: { weight: { max: 10 } } })],
    });
    const route = plan.at("/data/result/routing/0");
    expect(idsOf(route)).toEqual([`hub-${hubId}`, "a", `reload-hub-${hubId}`, "b", `hub-${hubId}`]);
    expect(stopsOf(route).map(({ tripOrder }) => tripOrder)).toEqual([1, 1, 2, 2, 2]);
    expect(route).toMatchObject({ totalTrips: 2, totalVisits: 2, totalNodes: 5 });
    expect(plan.at("/data/configuration/returnToHub")).toBe(true);
  });

  test("counts trips only where there are several", async () => {
    const plan = await run({ configuration: { multitrip: true }, visits: [near], vehicles: [vehicle(van)] });
    for (const stop of stopsOf(plan.at("/data/result/routing/0"))) expect(stop).not.toHaveProperty("tripOrder");
  });

  test("says in which country the hub is", async () => {
    expect((await run({})).at("/data/result/countryCode")).toBe("IDN");
  });

  test("places 500 visits without breaking a window, a load or the hours", async () => {
    const visits = Array.from({ length: 500 }, (_, index) => {
      const hour = 8 + (index % 8);
      return visit(`v${index}`, `-7.${2200 + ((index * 37) % 900)},112.${7000 + ((index * 53) % 900)}`, {
        visitTime: 5,
        capacity: { weight: 1 },
        timeWindow: {
          startTime: `${String(hour).padStart(2, "0")}:00`,
          endTime: `${String(hour + 1).padStart(2, "0")}:00`,
        },
      });
    });
    const fleet = Array.from({ length: 20 }, (_, index) =>
      vehicle(index % 2 === 0 ? van : motor, { capacity: { weight: { min: 0, max: 40 } } }),
    );
    const plan = await run({ configuration: { capacityConstraint: ["weight"] }, visits, vehicles: fleet });
    expect(plan.at("/data/resultTotal")).toMatchObject({ routing: 500, dropped: 0 });
    const clock = (text: unknown) =>
      String(text)
        .split(":")
        .map(Number)
        .reduce((all, part) => all * 60 + part, 0);
    for (const route of [plan.at("/data/result/routing")].flat()) {
      const stops = stopsOf(route).filter(({ isHub }) => isHub !== true);
      expect(stops.length).toBeLessThanOrEqual(40);
      expect(clock(valueAt(route, "/finishTime"))).toBeLessThanOrEqual(17 * 3600);
      for (const { eta, waitingTime, timeWindow } of stops) {
        const begin = clock(eta) + Number(waitingTime) * 60;
        const end = clock(`${valueAt(timeWindow, "/endTime")}:00`);
        expect(begin).toBeLessThanOrEqual(end + 60);
        expect(begin).toBeGreaterThanOrEqual(clock(`${valueAt(timeWindow, "/startTime")}:00`) - 1);
      }
    }
  });

  test("uses every vehicle if it is told to, else the cheapest first", async () => {
    const visits = [visit("a", "-7.2214,112.74"), visit("b", "-7.2214,112.75")];
    const vehicles = [vehicle(van, { fixedCost: 20 }), vehicle(motor, { fixedCost: 0 })];
    const cheap = await run({ configuration: {}, visits, vehicles });
    expect(cheap.at("/data/result/summary/usedVehicles")).toBe(1);
    expect(cheap.at("/data/result/routing/0/vehicleId")).toBe(motor);
    const all = await run({ configuration: { useAllVehicle: true }, visits, vehicles });
    expect(all.at("/data/result/summary/usedVehicles")).toBe(2);
  });

  test("drops a visit whose coordinate is no place on earth", async () => {
    const plan = await run({ configuration: {}, visits: [visit("a", "95.0,112.7")], vehicles: [vehicle(van)] });
    expect(plan.at("/data/result/dropped/0/reason")).toBe("The coordinate is invalid");
  });

  test("fails with a reason when there is nothing to plan with", async () => {
    expect((await run({ vehicles: [] })).body).toMatchObject({
      data: { status: "failed", message: expect.stringContaining("vehicle") },
    });
  });

  test("answers at once in the background; a while later the plan is there", async () => {
    const { mock, wait } = quietMock();
    const begun = await call(mock, "POST", "/routing", request({ background: true }));
    expect(begun.body).toMatchObject({ data: { status: "ongoing" } });
    expect(begun.at("/data/result")).toBeUndefined();
    const path = `/result/${begun.at("/data/_id")}`;
    expect((await call(mock, "GET", path)).at("/data/status")).toBe("ongoing");
    wait(3000);
    const done = await call(mock, "GET", path);
    expect(done.body).toMatchObject({ data: { status: "done", resultTotal: { total: 2 } } });
  });

  test("numbers the plans of a day when no code is sent, and takes a code once", async () => {
    const { mock, wait } = quietMock();
    wait(30 * days);
    const codes = [];
    for (let index = 0; index < 2; index++) {
      codes.push((await call(mock, "POST", "/routing", request())).at("/data/resultCode"));
    }
    expect(codes).toEqual(["Route-20260408-001", "Route-20260408-002"]);
    const again = await call(mock, "POST", "/routing", request({ resultCode: "Route-20260408-002" }));
    expect(again).toMatchObject({ status: 409, body: { message: "The resultCode has already been taken." } });
  });

  test("refuses a hub, a vehicle and a task that do not exist, and keeps nothing", async () => {
    const { mock } = quietMock();
    const unknown = "69ae2bf8c4d1e2f3a4b5ffff";
    const wrong = [
      [{ hubId: unknown }, "The selected hubId is invalid."],
      [{ vehicles: [vehicle(unknown)] }, "The selected vehicles.0.id is invalid."],
      [{ visits: [visit(`taskId-${unknown}`, "-7.2,112.7")] }, "The selected visits.0.id is invalid."],
      [{ hubCoordinate: "95.0,112.7" }, "The hubCoordinate must be a place on earth."],
      [
        { vehicles: [vehicle(van, { workingTime: { startTime: "22:00", endTime: "06:00" } })] },
        "The vehicles.0.workingTime.startTime must be before the endTime.",
      ],
    ] as const;
    const before = (await call(mock, "GET", "/results")).at("/data/total");
    for (const [changes, message] of wrong) {
      expect(await call(mock, "POST", "/routing", request(changes))).toMatchObject({ status: 400, body: { message } });
    }
    expect((await call(mock, "GET", "/results")).at("/data/total")).toBe(before);
  });

  test("refuses a sub-hub that the caller has no access to", async () => {
    const { mock } = quietMock();
    const subHubs = [{ id: "695b2930c4d1e2f3a4b50102", name: "Malang", address: "x", coordinate: "-7.9552,112.6141" }];
    const body = request({ configuration: { crossDockingType: "drop", subHubs } });
    const message = "The selected configuration.subHubs.0.id is invalid.";
    expect(await call(mock, "POST", "/routing", body, "acme~danu")).toMatchObject({ status: 400, body: { message } });
    expect((await call(mock, "POST", "/routing", body, "acme~sekar")).status).toBe(200);
  });

  test("has failed when a restart has interrupted it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mock-"));
    const start = () => createMock({ rateLimit: false, data: join(folder, "mock.db") });
    const first = start();
    const begun = await call(first, "POST", "/routing", request({ background: true }));
    first.close();
    const second = start();
    const { body } = await call(second, "GET", `/result/${begun.at("/data/_id")}`);
    second.close();
    rmSync(folder, { recursive: true });
    expect(body).toMatchObject({ data: { status: "failed", message: expect.stringContaining("interrupted") } });
  });
});

describe("the list of plans", () => {
  test("leaves the plans out, and finds by name, by driver and by day", async () => {
    const { mock, wait } = quietMock();
    wait(30 * days);
    const vehicles = [vehicle(van, { assignee: "wulan.dermaga@kurirsamudra.example" })];
    await call(mock, "POST", "/routing", request({ configuration: {}, name: "Monsoon", vehicles, visits: [near] }));
    const names = async (query: string) => {
      const rows = (await call(mock, "GET", `/results?${query}`)).at("/data/data");
      return Array.isArray(rows) ? rows.map(({ name }) => name) : [];
    };
    expect((await call(mock, "GET", "/results")).at("/data/data/0/result")).toBeUndefined();
    for (const query of ["s=MONSOON", "s=wulan.derm", "dateFrom=2026-04-08&dateTo=2026-04-08"]) {
      expect(await names(query)).toEqual(["Monsoon"]);
    }
    expect(await names("dateFrom=2026-04-08T01:00:00.000Z")).toEqual(["Monsoon"]);
    expect(await names("dateFrom=2026-04-08T01:00:01.000Z")).toEqual([]);
    expect(await names("dateTo=2026-04-07")).not.toContain("Monsoon");
    expect(await names("s=nobody")).toEqual([]);
  });
});

/** The documented new plan: the dropped visit goes onto the van. */
const [moved] = examplesOf("replaceRoutingResult").requests;

describe("changing a plan", () => {
  test("sums the plan that is sent up anew and keeps what is outside of it", async () => {
    const { mock } = quietMock();
    const { body } = await call(mock, "PUT", `/result/${planId}`, moved?.value);
    const [shown] = examplesOf("replaceRoutingResult").answers[200] ?? [];
    const { property } = isObject(shown?.value) ? shown.value : {};
    const { updatedTime: _, ...rest } = isObject(property) ? property : {};
    expect(body).toMatchObject({ property: { ...rest, result: { summary: expect.anything() } } });
    const { summary } = isObject(rest.result) ? rest.result : {};
    expect(body).toMatchObject({ property: { result: { summary } } });
  });

  test("notes which visits went from where to where, once", async () => {
    const { mock } = quietMock();
    const path = `/result/${planId}`;
    await call(mock, "PUT", path, moved?.value);
    await call(mock, "PUT", path, moved?.value);
    const { body } = await call(mock, "GET", `${path}/history`);
    expect(body).toMatchObject({
      data: [
        {
          version: 2,
          action: "move",
          vehicleFrom: "dropped",
          vehicleTo: "Van Surabaya 1",
          visits: [{ visitName: "Toko Bahari" }],
          createdBy: "Wulan Dermaga",
        },
        { version: 1 },
      ],
    });
  });

  test("notes another order on one vehicle", async () => {
    const { mock } = quietMock();
    const path = `/result/${planId}`;
    const first = await call(mock, "PUT", path, moved?.value);
    const route = first.at("/property/result/routing/0");
    const [hub, a, b] = stopsOf(route);
    const turned = { ...(isObject(route) ? route : {}), trips: [hub, b, a] };
    const second = await call(mock, "PUT", path, { result: { routing: [turned], dropped: [] } });
    expect(stopsOf(second.at("/property/result/routing/0")).map(({ order }) => order)).toEqual([0, 1, 2]);
    const { body } = await call(mock, "GET", `${path}/history`);
    expect(body).toMatchObject({ data: [{ version: 3, action: "sequence", vehicleFrom: "Van Surabaya 1" }, {}, {}] });
  });

  test("does not take it for another order when a visit is put between others", async () => {
    const { mock } = quietMock();
    const path = `/result/${planId}`;
    const history = async () => (await call(mock, "GET", `${path}/history`)).at("/data");
    const known = Number(valueAt(await history(), "/length"));
    const plan = isObject(moved?.value) ? valueAt(moved.value, "/result/routing/0") : undefined;
    const [hub, a, b] = stopsOf(plan);
    const turned = { ...(isObject(plan) ? plan : {}), trips: [hub, b, a] };
    await call(mock, "PUT", path, { result: { routing: [turned], dropped: [] } });
    expect(await history()).toHaveLength(known + 1);
    expect(await history()).toMatchObject([{ action: "move" }, ...Array(known).fill({})]);
  });

  test("sums constraints up whatever they are called, for vehicles without a limit as well", async () => {
    const { mock } = quietMock();
    const capacity = { Weight: 4 };
    const made = await call(
      mock,
      "POST",
      "/routing",
      request({
        configuration: { useAllVehicle: true },
        visits: [visit("a", "-7.2214,112.74", { capacity }), visit("b", "-7.2214,112.75", { capacity })],
        vehicles: [vehicle(van, { capacity: { Weight: { min: 0, max: 10 } } }), vehicle(motor)],
      }),
    );
    const { routing, dropped } = Object(made.at("/data/result"));
    const { body } = await call(mock, "PUT", `/result/${made.at("/data/_id")}`, { result: { routing, dropped } });
    expect(body).toMatchObject({
      property: {
        result: {
          routing: [{ totalWeight: 4 }, { totalWeight: 4 }],
          summary: { capacityConstraint: [{ name: "Weight", optimized: 8 }] },
          countryCode: "IDN",
        },
      },
    });
  });

  test("a plan under a new id begins a result; what is missing is worked out", async () => {
    const { mock, wait } = quietMock();
    wait(30 * days);
    const path = "/result/69ae2bf8c4d1e2f3a4b5eeee";
    const trips = [{ isHub: true }, { visitId: "a", coordinate: "-7.2300,112.7317", visitTime: 5 }];
    const plan = { result: { routing: [{ vehicleId: van, trips }], dropped: [{ id: "b" }] } };
    const made = await call(mock, "PUT", path, plan);
    expect(made.body).toMatchObject({
      property: {
        name: "Routing 04-08 01:00",
        resultCode: "Route-20260408-001",
        hubId,
        result: { routing: [{ vehicleName: "Van Surabaya 1", totalDistance: 1243, finishTime: "8:07:59" }] },
        resultTotal: { routing: 1, dropped: 1, total: 2 },
      },
    });
    expect((await call(mock, "GET", path)).at("/data/status")).toBe("done");
  });

  test("renaming computes nothing anew", async () => {
    const { mock, wait } = quietMock();
    const before = await call(mock, "GET", `/result/${planId}`);
    wait(60_000);
    const after = await call(mock, "PATCH", `/result/${planId}`, { name: "Morning" });
    expect(after.at("/data/name")).toBe("Morning");
    expect(after.at("/data/result")).toEqual(before.at("/data/result"));
    expect(after.at("/data/updatedTime")).toBe("2026-03-09T01:01:00+00:00");
  });

  test("a plan that is gone takes its history along", async () => {
    const { mock } = quietMock();
    expect((await call(mock, "DELETE", `/result/${planId}`)).at("/_id")).toBe(planId);
    expect((await call(mock, "GET", `/result/${planId}/history`)).status).toBe(404);
    await call(mock, "PUT", `/result/${planId}`, moved?.value);
    expect((await call(mock, "GET", `/result/${planId}/history`)).at("/data")).toEqual([]);
  });
});

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
    const { mock } = quietMock();
    const made = await call(mock, "POST", "/routing", plan("danu.ombak@kurirsamudra.example"));
    const resultId = made.at("/data/_id");
    const answer = await call(mock, "POST", "/dispatch", { resultId });
    expect(answer.body).toMatchObject({
      success: 1,
      failed: 0,
      tasks: [{ _id: first, title: "Toko Bahari", status: true, action: "update" }],
    });
    const stop = stopsOf(made.at("/data/result/routing/0"))[1];
    const task = await call(mock, "GET", `/task/${first}`);
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
    const { mock } = quietMock();
    const made = await call(mock, "POST", "/routing", plan(""));
    await call(mock, "POST", "/dispatch", { resultId: made.at("/data/_id") });
    const { body } = await call(mock, "GET", `/task/${first}`);
    expect(JSON.stringify(body)).toContain('"status":"UNASSIGNED"');
    expect(JSON.stringify(body)).toContain(`"assignedVehicleId":"${van}"`);
  });

  test("says of a task that was finished meanwhile that it stays as it is", async () => {
    const { mock } = quietMock();
    const { body } = await call(mock, "POST", "/dispatch", { resultId: planId });
    expect(body).toMatchObject({
      success: 0,
      failed: 1,
      tasks: [{ status: false, message: "A finished task can not be changed." }],
    });
  });

  test("needs a plan", async () => {
    const { mock } = quietMock();
    const made = await call(mock, "POST", "/routing", request({ background: true }));
    expect((await call(mock, "POST", "/dispatch", { resultId: made.at("/data/_id") })).status).toBe(409);
    expect((await call(mock, "POST", "/dispatch", { resultId: "69ae2bf8c4d1e2f3a4b5ffff" })).status).toBe(404);
  });
});

describe("reordering visits", () => {
  test("numbers the tasks from the nearest on, without a gap", async () => {
    const { mock } = quietMock();
    const [documented] = examplesOf("reorderVisits").requests;
    const { body } = await call(mock, "POST", "/reorder-visits", documented?.value);
    const number = startOfTest / 100 + 1;
    expect(body).toMatchObject({
      data: [
        { _id: "69ae1b90c4d1e2f3a4b51001", orderIndex: number, status: true },
        { _id: "69ae1b90c4d1e2f3a4b51002", orderIndex: number + 1, status: true },
      ],
    });
    const task = await call(mock, "GET", "/task/69ae1b90c4d1e2f3a4b51002");
    expect(task.at("/task")).toMatchObject({ orderIndex: number + 1, updatedBy: "wulan.dermaga@kurirsamudra.example" });
    expect(valueAt(task.at("/task"), "/histories")).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: "patch", notes: "Updated by Wulan Dermaga" })]),
    );
  });

  test("refuses a visit to no task", async () => {
    const { mock } = quietMock();
    const visits = [{ id: "taskId-69ae2bf8c4d1e2f3a4b5ffff" }];
    const answer = await call(mock, "POST", "/reorder-visits", { currentCoordinate: "-7.2,112.7", visits });
    expect(answer).toMatchObject({ status: 400, body: { message: "The selected visits.0.id is invalid." } });
  });
});

import { describe, expect, test } from "vitest";
import { hubId, idsOf, motor, run, stopsOf, van, vehicle, visit } from "./routing-support.ts";

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

  test("says in which country the hub is", async () => {
    expect((await run({})).at("/data/result/countryCode")).toBe("IDN");
  });
});

import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/json.ts";
import { hubId, idsOf, motor, near, run, stopsOf, van, vehicle, visit } from "./routing-support.ts";

describe("a plan", () => {
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
});

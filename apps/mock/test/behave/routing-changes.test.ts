import { examplesOf } from "@mileapp/contract/examples";
import { describe, expect, test } from "vitest";
import { isObject, valueAt } from "../../src/json.ts";
import { day, hubId, motor, planId, request, stopsOf, van, vehicle, visit } from "./routing-support.ts";
import { useMock } from "./support.ts";

const { send, wait } = useMock();

/** The documented new plan: the dropped visit goes onto the van. */
const [moved] = examplesOf("replaceRoutingResult").requests;

describe("changing a plan", () => {
  test("sums the plan that is sent up anew and keeps what is outside of it", async () => {
    const { body } = await send("PUT", `/result/${planId}`, moved?.value);
    const [shown] = examplesOf("replaceRoutingResult").answers[200] ?? [];
    const { property } = isObject(shown?.value) ? shown.value : {};
    const { updatedTime: _, ...rest } = isObject(property) ? property : {};
    expect(body).toMatchObject({ property: { ...rest, result: { summary: expect.anything() } } });
    const { summary } = isObject(rest.result) ? rest.result : {};
    expect(body).toMatchObject({ property: { result: { summary } } });
  });

  test("notes which visits went from where to where, once", async () => {
    const path = `/result/${planId}`;
    await send("PUT", path, moved?.value);
    await send("PUT", path, moved?.value);
    const { body } = await send("GET", `${path}/history`);
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
    const path = `/result/${planId}`;
    const first = await send("PUT", path, moved?.value);
    const route = first.at("/property/result/routing/0");
    const [hub, a, b] = stopsOf(route);
    const turned = { ...(isObject(route) ? route : {}), trips: [hub, b, a] };
    const second = await send("PUT", path, { result: { routing: [turned], dropped: [] } });
    expect(stopsOf(second.at("/property/result/routing/0")).map(({ order }) => order)).toEqual([0, 1, 2]);
    const { body } = await send("GET", `${path}/history`);
    expect(body).toMatchObject({ data: [{ version: 3, action: "sequence", vehicleFrom: "Van Surabaya 1" }, {}, {}] });
  });

  test("does not take it for another order when a visit is put between others", async () => {
    const path = `/result/${planId}`;
    const history = async () => (await send("GET", `${path}/history`)).at("/data");
    const known = Number(valueAt(await history(), "/length"));
    const plan = isObject(moved?.value) ? valueAt(moved.value, "/result/routing/0") : undefined;
    const [hub, a, b] = stopsOf(plan);
    const turned = { ...(isObject(plan) ? plan : {}), trips: [hub, b, a] };
    await send("PUT", path, { result: { routing: [turned], dropped: [] } });
    expect(await history()).toHaveLength(known + 1);
    expect(await history()).toMatchObject([{ action: "move" }, ...Array(known).fill({})]);
  });

  test("sums constraints up whatever they are called, for vehicles without a limit as well", async () => {
    const capacity = { Weight: 4 };
    const made = await send(
      "POST",
      "/routing",
      request({
        configuration: { useAllVehicle: true },
        visits: [visit("a", "-7.2214,112.74", { capacity }), visit("b", "-7.2214,112.75", { capacity })],
        vehicles: [vehicle(van, { capacity: { Weight: { min: 0, max: 10 } } }), vehicle(motor)],
      }),
    );
    const { routing, dropped } = Object(made.at("/data/result"));
    const { body } = await send("PUT", `/result/${made.at("/data/_id")}`, { result: { routing, dropped } });
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
    wait(30 * day);
    const path = "/result/69ae2bf8c4d1e2f3a4b5eeee";
    const trips = [{ isHub: true }, { visitId: "a", coordinate: "-7.2300,112.7317", visitTime: 5 }];
    const plan = { result: { routing: [{ vehicleId: van, trips }], dropped: [{ id: "b" }] } };
    const made = await send("PUT", path, plan);
    expect(made.body).toMatchObject({
      property: {
        name: "Routing 04-08 01:00",
        resultCode: "Route-20260408-001",
        hubId,
        result: { routing: [{ vehicleName: "Van Surabaya 1", totalDistance: 1243, finishTime: "8:07:59" }] },
        resultTotal: { routing: 1, dropped: 1, total: 2 },
      },
    });
    expect((await send("GET", path)).at("/data/status")).toBe("done");
  });

  test("renaming computes nothing anew", async () => {
    const before = await send("GET", `/result/${planId}`);
    wait(60_000);
    const after = await send("PATCH", `/result/${planId}`, { name: "Morning" });
    expect(after.at("/data/name")).toBe("Morning");
    expect(after.at("/data/result")).toEqual(before.at("/data/result"));
    expect(after.at("/data/updatedTime")).toBe("2026-03-09T01:01:00+00:00");
  });

  test("a plan that is gone takes its history along", async () => {
    expect((await send("DELETE", `/result/${planId}`)).at("/_id")).toBe(planId);
    expect((await send("GET", `/result/${planId}/history`)).status).toBe(404);
    await send("PUT", `/result/${planId}`, moved?.value);
    expect((await send("GET", `/result/${planId}/history`)).at("/data")).toEqual([]);
  });
});

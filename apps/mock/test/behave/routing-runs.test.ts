import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createMock } from "../../src/index.ts";
import { day, near, request, run, van, vehicle, visit } from "./routing-support.ts";
import { call, useMock } from "./support.ts";

const { send, wait } = useMock();

describe("a run", () => {
  test("fails with a reason when there is nothing to plan with", async () => {
    expect((await run({ vehicles: [] })).body).toMatchObject({
      data: { status: "failed", message: expect.stringContaining("vehicle") },
    });
  });

  test("answers at once in the background; a while later the plan is there", async () => {
    const begun = await send("POST", "/routing", request({ background: true }));
    expect(begun.body).toMatchObject({ data: { status: "ongoing" } });
    expect(begun.at("/data/result")).toBeUndefined();
    const path = `/result/${begun.at("/data/_id")}`;
    expect((await send("GET", path)).at("/data/status")).toBe("ongoing");
    wait(3000);
    const done = await send("GET", path);
    expect(done.body).toMatchObject({ data: { status: "done", resultTotal: { total: 2 } } });
  });

  test("numbers the plans of a day when no code is sent, and takes a code once", async () => {
    wait(30 * day);
    const codes = [];
    for (let index = 0; index < 2; index++) {
      codes.push((await send("POST", "/routing", request())).at("/data/resultCode"));
    }
    expect(codes).toEqual(["Route-20260408-001", "Route-20260408-002"]);
    const again = await send("POST", "/routing", request({ resultCode: "Route-20260408-002" }));
    expect(again).toMatchObject({ status: 409, body: { message: "The resultCode has already been taken." } });
  });

  test("refuses a hub, a vehicle and a task that do not exist, and keeps nothing", async () => {
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
    const before = (await send("GET", "/results")).at("/data/total");
    for (const [changes, message] of wrong) {
      expect(await send("POST", "/routing", request(changes))).toMatchObject({ status: 400, body: { message } });
    }
    expect((await send("GET", "/results")).at("/data/total")).toBe(before);
  });

  test("refuses a sub-hub that the caller has no access to", async () => {
    const subHubs = [{ id: "695b2930c4d1e2f3a4b50102", name: "Malang", address: "x", coordinate: "-7.9552,112.6141" }];
    const body = request({ configuration: { crossDockingType: "drop", subHubs } });
    const message = "The selected configuration.subHubs.0.id is invalid.";
    expect(await send("POST", "/routing", body, "acme~danu")).toMatchObject({ status: 400, body: { message } });
    expect((await send("POST", "/routing", body, "acme~sekar")).status).toBe(200);
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
    wait(30 * day);
    const vehicles = [vehicle(van, { assignee: "wulan.dermaga@kurirsamudra.example" })];
    await send("POST", "/routing", request({ configuration: {}, name: "Monsoon", vehicles, visits: [near] }));
    const names = async (query: string) => {
      const rows = (await send("GET", `/results?${query}`)).at("/data/data");
      return Array.isArray(rows) ? rows.map(({ name }) => name) : [];
    };
    expect((await send("GET", "/results")).at("/data/data/0/result")).toBeUndefined();
    for (const query of ["s=MONSOON", "s=wulan.derm", "dateFrom=2026-04-08&dateTo=2026-04-08"]) {
      expect(await names(query)).toEqual(["Monsoon"]);
    }
    expect(await names("dateFrom=2026-04-08T01:00:00.000Z")).toEqual(["Monsoon"]);
    expect(await names("dateFrom=2026-04-08T01:00:01.000Z")).toEqual([]);
    expect(await names("dateTo=2026-04-07")).not.toContain("Monsoon");
    expect(await names("s=nobody")).toEqual([]);
  });
});

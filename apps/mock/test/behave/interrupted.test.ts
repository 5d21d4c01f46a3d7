import { expect, test } from "vitest";
import { isObject } from "../../src/json.ts";
import { request } from "./routing-support.ts";
import { call, callForm, quietMock } from "./support.ts";

const products = "695db394c4d1e2f3a4b50702";

/** Starts one of each kind of work, and tells how far they are. */
async function startAll() {
  const { mock, wait } = quietMock();
  await call(mock, "POST", "/tasks/export", { download: "json", background: true });
  const file = new File(["dataId,name,unit,price\r\nPROD-0001,Rice,Sack,1\r\n"], "products.csv");
  const imported = await callForm(mock, "POST", "/data/import", { file, dataTypeId: products });
  const routed = await call(mock, "POST", "/routing", request({ background: true }));
  const states = async () => [
    (await call(mock, "GET", "/tasks/export-log")).at("/data/0/_source/status"),
    (await call(mock, "GET", `/import-monitoring/${imported.at("/data/_id")}`)).at("/data/status"),
    (await call(mock, "GET", `/result/${routed.at("/data/_id")}`)).at("/data/status"),
  ];
  return { mock, wait, states };
}

test("work that goes on when a snapshot is restored is finished all the same", async () => {
  const { mock, wait, states } = await startAll();
  mock.control.restore(mock.control.snapshot());
  expect(await states()).toEqual(["Processing", "onprocess", "ongoing"]);
  wait(10_000);
  expect(await states()).toEqual(["Done", "success", "done"]);
});

test("work that a snapshot brings back after its time has failed", async () => {
  const { mock, wait, states } = await startAll();
  const snapshot = mock.control.snapshot();
  wait(10_000);
  expect(await states()).toEqual(["Done", "success", "done"]);
  mock.control.restore(snapshot);
  expect(await states()).toEqual(["Failed", "failed", "failed"]);
});

test("a snapshot changes nothing about a documented result that is in the making", async () => {
  const { mock } = quietMock();
  const ongoing = async () => (await call(mock, "GET", "/results")).body;
  const before = await ongoing();
  expect(isObject(before) && JSON.stringify(before)).toContain('"ongoing"');
  mock.control.restore(mock.control.snapshot());
  expect(await ongoing()).toEqual(before);
});

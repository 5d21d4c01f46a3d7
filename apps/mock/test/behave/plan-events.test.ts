import { examplesOf } from "@mileapp/contract/examples";
import { beforeEach, expect, test } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { isObject } from "../../src/json.ts";
import { useReceiver } from "./receiver.ts";
import { call, startOfTest } from "./support.ts";

const receiver = useReceiver();

let mock: Mock;
beforeEach(() => {
  mock = createMock({ rateLimit: false, clock: startOfTest });
  mock.control.clock.freeze();
  return () => mock.close();
});

const hook = (event: string, dataType: string) =>
  call(mock, "POST", "/automation", {
    name: event,
    event,
    dataType,
    automationType: "webhook",
    automationDetails: { url: receiver.url },
  });

/** The documented request, under a code that no seeded plan has. */
function request(background: boolean) {
  const [documented] = examplesOf("createRouting").requests;
  return { ...(isObject(documented?.value) ? documented.value : {}), resultCode: "RSB-new", background };
}

test("a webhook gets the finished plan with its totals beside it, and again with the outcome of its dispatch", async () => {
  await hook("onRoutingResultFinished", "routingResult");
  await hook("onRoutingResultDispatched", "routingResult");
  const { at } = await call(mock, "POST", "/routing", request(false));
  const [finished] = await receiver.expect(1);
  const summary = { routedVisits: 1, droppedVisits: 1 };
  expect(finished?.body).toMatchObject({ _id: at("/data/_id"), status: "done", summary, result: { dropped: [{}] } });
  expect(finished?.body).not.toHaveProperty("result.summary");
  await call(mock, "POST", "/dispatch", { resultId: at("/data/_id") });
  const [, dispatched] = await receiver.expect(2);
  expect(dispatched?.body).toMatchObject({ summary, dispatchStatus: "done", dispatchMessage: "0/1", message: "" });
});

test("a webhook hears of a plan made in the background when it is there", async () => {
  await hook("onRoutingResultFinished", "routingResult");
  await call(mock, "POST", "/routing", request(true));
  await call(mock, "GET", "/results");
  expect(receiver.deliveries).toEqual([]);
  mock.control.clock.advance(3000);
  const [finished] = await receiver.expect(1);
  expect(finished?.body).toMatchObject({ status: "done", resultCode: "RSB-new" });
});

test("a webhook hears of the start and of the end of a trip, and not of points", async () => {
  await hook("onStartTrip", "locationHistory");
  await hook("onFinishTrip", "locationHistory");
  const where = { email: "bayu.layar@kurirsamudra.example", lat: -7.25, lon: 112.74 };
  await call(mock, "POST", "/location-history", where);
  await call(mock, "POST", "/location-history", { ...where, startTime: "2026-03-09 01:00:00" });
  const [started] = await receiver.expect(1);
  expect(started?.body).toMatchObject({ startTime: "2026-03-09 01:00:00", finish: null });
  await call(mock, "POST", "/location-history", { ...where, finishTime: "2026-03-09 02:00:00" });
  const [, ended] = await receiver.expect(2);
  expect(ended?.body).toMatchObject({ trackedTime: 60, finish: { totalDuration: 60 } });
});

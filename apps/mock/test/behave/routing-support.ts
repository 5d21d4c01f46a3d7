import { examplesOf } from "@mileapp/contract/examples";
import { isObject, type JsonObject } from "../../src/json.ts";
import { call, quietMock } from "./support.ts";

export const hubId = "695b1b20c4d1e2f3a4b50101";
export const van = "695db394c4d1e2f3a4b50601";
export const motor = "695db394c4d1e2f3a4b50602";
export const planId = "69ae2bf8c4d1e2f3a4b50b01";

/** A day in milliseconds. */
export const day = 86_400_000;

/** The documented request for a run, under a code that no seeded plan has. */
export function request(changes: JsonObject = {}): JsonObject {
  const [{ value } = { value: undefined }] = examplesOf("createRouting").requests;
  const { resultCode: _, ...rest } = isObject(value) ? value : {};
  return { ...rest, ...changes };
}

/** A visit as a run is sent it. */
export const visit = (id: string, coordinate: string, more: JsonObject = {}) => ({
  id,
  name: id,
  address: "x",
  coordinate,
  ...more,
});

/** A vehicle as a run is sent it. */
export const vehicle = (id: string, more: JsonObject = {}) => ({ id, name: id, ...more });

/** A visit close to the hub. */
export const near = visit("near", "-7.2300,112.7317");

/** The answer to a run of its own. */
export async function run(changes: JsonObject) {
  const { mock } = quietMock();
  return call(mock, "POST", "/routing", request(changes));
}

/** The stops of a route. */
export const stopsOf = (route: unknown): JsonObject[] =>
  isObject(route) && Array.isArray(route.trips) ? route.trips : [];

/** What a route visits, in its order. */
export const idsOf = (route: unknown) => stopsOf(route).map(({ visitId }) => visitId);

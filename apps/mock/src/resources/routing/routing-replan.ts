import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { type JsonObject, objectsIn, textsIn, valueAt } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { readTimeOfDay, writeTimeOfDay } from "../../time-of-day.ts";
import { readPosition, roadMetres } from "./position.ts";
import { usualSpeed, usualWorkingTime } from "./routing-request.ts";
import { drivingSeconds, minutesOf } from "./routing-times.ts";
import { constraintsOfPlan, summarize, vehiclesOf, withTotals } from "./routing-totals.ts";

/**
 * The plan that somebody sends in place of an old one. Legs and times of stops stay as they are sent, what is missing is
 * worked out; orders, totals and the summary are computed anew (facts: routing.md 5, PUT). An unknown vehicle is refused.
 */
export function completePlan(call: Call, sent: JsonObject, record: JsonObject, before: unknown): JsonObject {
  const names = constraintsOfPlan(sent, record.configuration);
  const { resultCode = record.resultCode, countryCode = valueAt(before, "/countryCode") } = sent;
  const routing = objectsIn(sent.routing).map((route) => withTotals(completeRoute(call, route, record), names));
  const dropped = objectsIn(sent.dropped).map((visit, index) => completeDropped(visit, index, record));
  return {
    routing,
    dropped,
    summary: summarize(routing, dropped, Math.max(vehiclesOf(before), routing.length), names),
    resultCode,
    ...(countryCode !== undefined && { countryCode }),
  };
}

function completeRoute(call: Call, route: JsonObject, record: JsonObject): JsonObject {
  const vehicle = vehicleOf(call, route);
  const speed = Number(route.speed ?? usualSpeed);
  const full = {
    ...route,
    vehicleId: vehicle._id,
    vehicleName: route.vehicleName || vehicle.name,
    assignee: route.assignee ?? vehicle.assignee ?? "",
    workingTime: route.workingTime ?? usualWorkingTime,
    vehicleTags: route.vehicleTags ?? textsIn(vehicle.tags),
    speed,
  };
  const trips: JsonObject[] = [];
  for (const stop of objectsIn(route.trips)) {
    trips.push({ ...completeStop(stop, trips.at(-1), full, record), order: trips.length });
  }
  return { ...full, trips };
}

function vehicleOf(call: Call, { vehicleId, vehicleName }: JsonObject): JsonObject {
  if (vehicleId !== undefined) return selected(call, "vehicles", vehicleId, "vehicleId").value;
  const found = call.organization.collection("vehicles").findBy("name", vehicleName);
  if (found === undefined) throw invalid("The vehicleId field is required.");
  return found.value;
}

function completeStop(
  stop: JsonObject,
  before: JsonObject | undefined,
  { speed, workingTime }: JsonObject,
  { hubId, hubCoordinate }: JsonObject,
): JsonObject {
  const isHub = stop.isHub ?? (stop.visitId === undefined || /^(?:reload-)?hub-/.test(String(stop.visitId)));
  const { visitId = isHub === true ? `hub-${hubId}` : "visit" } = stop;
  const { coordinate = before?.coordinate ?? hubCoordinate } = stop;
  const { distance = before === undefined ? 0 : metresBetween(before.coordinate, coordinate) } = stop;
  const travel = drivingSeconds(Number(distance), Number(speed));
  const { travelTime = minutesOf(travel), visitTime = 0, waitingTime = 0 } = stop;
  const {
    eta = writeTimeOfDay(before === undefined ? startOf(workingTime) : (readTimeOfDay(before.etd) ?? 0) + travel),
  } = stop;
  const { etd = writeTimeOfDay((readTimeOfDay(eta) ?? 0) + (Number(visitTime) + Number(waitingTime)) * 60) } = stop;
  return {
    ...stop,
    visitId,
    isHub,
    ...(isHub !== true && {
      visitName: stop.visitName || visitId,
      address: stop.address || stop.visitAddress || "unknown",
    }),
    coordinate,
    travelTime,
    visitTime,
    waitingTime,
    eta,
    etd,
    distance,
  };
}

function startOf(workingTime: unknown): number {
  const { startTime } = objectsIn([workingTime])[0] ?? usualWorkingTime;
  return readTimeOfDay(startTime) ?? 0;
}

function metresBetween(from: unknown, to: unknown): number {
  const [start, end] = [readPosition(from), readPosition(to)];
  return start === undefined || end === undefined ? 0 : roadMetres(start, end);
}

function completeDropped(visit: JsonObject, index: number, { hubCoordinate }: JsonObject): JsonObject {
  const id = visit.id ?? visit.visitId ?? `visit-${index + 1}`;
  const name = visit.name || visit.visitName || id;
  return {
    ...visit,
    id,
    name,
    address: visit.address || "unknown",
    coordinate: visit.coordinate || hubCoordinate,
    isHub: false,
    reason: visit.reason || "Dropped by hand",
    visitId: id,
    visitName: name,
  };
}

import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { listingOf } from "../../behave/listing.ts";
import { organizationId } from "../../behave/stamps.ts";
import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { writeTime } from "../../notation.ts";
import { unknownRecord } from "../../refusal.ts";
import type { MockResponse } from "../../types.ts";

const collection = "routingResultHistories";

/** Where a plan has its visits: by the id of a visit the vehicle's name and the place on its route. */
type Places = ReadonlyMap<string, { readonly vehicle: string; readonly order: number; readonly name: string }>;

/** Answers the changes of one plan, newest first. */
export function listHistory(call: Call): MockResponse {
  const resultId = call.path("resultId");
  if (call.organization.collection("routingResults").get(resultId) === undefined) throw unknownRecord();
  const entries = entriesOf(call, resultId).sort((a, b) => Number(b.value.version) - Number(a.value.version));
  return answerList(call, listingOf(entries));
}

/**
 * Notes what the new plan of a result does to its visits: one entry for each pair of vehicles between which visits were
 * moved, and one for each vehicle whose visits got another order (facts: routing.md 36, 37).
 */
export function noteChanges(call: Call, after: JsonObject, before: JsonObject): void {
  const old = placesIn(before.result);
  const places = placesIn(after.result);
  const others = exchanging(old, places);
  const moves = new Map<string, { from: string; to: string; visits: JsonObject[] }>();
  for (const [visitId, { vehicle, order, name }] of places) {
    const place = old.get(visitId);
    if (place === undefined) continue;
    const isTurned = place.order !== order && !others.has(vehicle);
    if (place.vehicle === vehicle && !isTurned) continue;
    const key = JSON.stringify([place.vehicle, vehicle]);
    const move = moves.get(key) ?? { from: place.vehicle, to: vehicle, visits: [] };
    move.visits.push({ visitId, visitName: name });
    moves.set(key, move);
  }
  let version = entriesOf(call, after._id).length;
  for (const { from, to, visits } of moves.values()) {
    version += 1;
    write(call, { resultId: after._id, version, vehicleFrom: from, vehicleTo: to, visits });
  }
}

/** Forgets the changes of a result that is gone. */
export function forgetChanges(call: Call, resultId: unknown): void {
  for (const { key } of entriesOf(call, resultId)) call.organization.collection(collection).delete(key);
}

function entriesOf(call: Call, resultId: unknown): Entry[] {
  return [...call.organization.collection(collection).allBy("resultId", resultId)];
}

function placesIn(plan: unknown): Places {
  const places = new Map<string, { vehicle: string; order: number; name: string }>();
  if (!isObject(plan)) return places;
  for (const { vehicleName, trips } of objectsIn(plan.routing)) {
    const visits = objectsIn(trips).filter(({ isHub }) => isHub !== true);
    for (const [order, { visitId, visitName }] of visits.entries()) {
      places.set(String(visitId), { vehicle: String(vehicleName), order, name: String(visitName) });
    }
  }
  for (const { id, name } of objectsIn(plan.dropped)) {
    places.set(String(id), { vehicle: "dropped", order: 0, name: String(name) });
  }
  return places;
}

/** Vehicles that got or lost visits, so that the others of them have new places without having been moved. */
function exchanging(old: Places, places: Places): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [one, other] of [
    [old, places],
    [places, old],
  ] as const) {
    for (const [id, { vehicle }] of one) if (other.get(id)?.vehicle !== vehicle) found.add(vehicle);
  }
  return found;
}

interface Move {
  readonly resultId: unknown;
  readonly version: number;
  readonly vehicleFrom: string;
  readonly vehicleTo: string;
  readonly visits: readonly JsonObject[];
}

function write(call: Call, move: Move): void {
  const { name } = callerOf(call);
  const { vehicleFrom: from, vehicleTo: to, visits } = move;
  const isMove = from !== to;
  const _id = call.world.nextId();
  const time = writeTime(collection, "createdTime", call.world.now());
  call.organization.collection(collection).put(_id, {
    _id,
    ...move,
    action: isMove ? "move" : "sequence",
    description: isMove ? `Moved to ${to} by ${name}` : `Order on ${to} changed by ${name}`,
    createdFrom: "API",
    createdType: visits.length > 1 ? "bulkMove" : "individualMove",
    createdBy: name,
    organizationId: organizationId(call),
    createdTime: time,
    updatedTime: time,
  });
}

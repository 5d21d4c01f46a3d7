import { type Call, callerOf } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { createRecord } from "../../behave/records.ts";
import { minute } from "../../durations.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { readTime, restateTime, writeTime } from "../../notation.ts";
import { conflict } from "../../refusal.ts";
import { emit } from "../../webhooks/emit.ts";
import { tripId } from "./location-ids.ts";
import { markNewest } from "./location-latest.ts";

const collection = "locationHistories";

/** Opens a trip; a user has one at a time (facts: location-history.md 2). */
export function startTrip(call: Call, row: JsonObject): Entry {
  if (openTripOf(call, row.email) !== undefined) throw conflict("The last trip of the user has not ended yet.");
  const trip = createRecord(call, row, tripId(call, row.email));
  emit(call, "onStartTrip", trip.value);
  return trip;
}

/** Ends the open trip of a user with its totals (facts: location-history.md 3). */
export function finishTrip(call: Call, row: JsonObject): Entry {
  selected(call, "users", row.email, "email", "email");
  const open = openTripOf(call, row.email);
  if (open === undefined) throw conflict("The user has no open trip.");
  const trackedTime = minutesBetween(open.value.startTime, row.finishTime);
  const finish = {
    lat: Number(row.lat),
    lon: Number(row.lon),
    finishTime: plain(row.finishTime),
    notes: row.notes ?? null,
    totalDuration: trackedTime,
    totalDistance: distanceOf(call, open.value, row),
  };
  const trip = call.records.put(open.key, {
    ...open.value,
    updatedBy: callerOf(call).email,
    updatedTime: writeTime(collection, "updatedTime", call.world.now()),
    isLatest: false,
    finish,
    trackedTime,
  });
  if (open.value.isLatest === true) markNewest(call, row.email);
  emit(call, "onFinishTrip", trip.value);
  return trip;
}

/** What a trip has beside a point when it starts; nothing for a point. */
export function tripParts({ startTime, speed = 0, distance = 0, duration = 0 }: JsonObject): JsonObject {
  if (startTime === undefined) return {};
  const measured = { speed, distance, duration, distanceToDest: null };
  return { ...measured, eventName: "otw", updatedBy: null, startTime: plain(startTime), finish: null };
}

function openTripOf({ records }: Call, email: unknown): Entry | undefined {
  for (const entry of records.allBy("finish", null)) if (entry.value.email === email) return entry;
  return undefined;
}

/** The ways of all points of the user during the trip, with the last one to its end. */
function distanceOf(call: Call, { email, startTime }: JsonObject, row: JsonObject): number {
  const [from, to] = [readTime(startTime), readTime(row.finishTime)];
  let sum = Number(row.distance ?? 0);
  for (const { value } of call.records.allBy("email", email)) {
    const time = readTime(value.createdTime);
    if (value.startTime === undefined && time >= from && time <= to) sum += Number(value.distance ?? 0);
  }
  return Number(sum.toPrecision(12));
}

function minutesBetween(start: unknown, end: unknown): number {
  return Math.max(0, Math.round((readTime(end) - readTime(start)) / minute));
}

const plain = (time: unknown): string => restateTime(collection, "startTime", time);

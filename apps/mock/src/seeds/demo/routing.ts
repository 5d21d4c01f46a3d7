import { minute } from "../../durations.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { writeDate, writeTime } from "../../notation.ts";
import { usualSpeed, usualWorkingTime } from "../../resources/routing/routing-request.ts";
import { summarize, withTotals } from "../../resources/routing/routing-totals.ts";
import { coordinate, type Maker } from "./maker.ts";
import { clockTime, pace, type Round, type Stop, visitMinutes, workBegins } from "./visits.ts";

/** A stop with the task that it became. */
interface TaskStop extends Stop {
  readonly task: JsonObject;
}

/** A round whose stops have become tasks. */
export interface TaskRound extends Omit<Round, "stops"> {
  readonly stops: readonly TaskStop[];
}

/** The work of one hub and day; `number` counts the results of the day. */
interface DayPlan {
  readonly id: string;
  readonly number: number;
  readonly rounds: readonly TaskRound[];
}

const constraints = ["weight"];

/** The routing result of a plan; `pattern` is the documented one, for what is the same in all. */
export function routingResult(pattern: JsonObject, { id, number, rounds }: DayPlan, maker: Maker): JsonObject {
  const [first] = rounds;
  if (first === undefined) throw new Error("a routing result needs a round");
  const date = writeDate(first.date);
  const created = Math.min(first.date + workBegins - 45 * minute, maker.now - 2 * minute);
  const write = (property: string, time: number) => writeTime("routingResults", property, time);
  const ending = `${date.replaceAll("-", "")}-${String(number).padStart(3, "0")}`;
  const code = `RSB-${ending}`;
  const routing = rounds.map(vehicleRoute);
  const summary = summarize(routing, [], rounds.length, constraints);
  return {
    ...pattern,
    _id: id,
    name: `Route-${ending}`,
    resultCode: code,
    configuration: {
      ...(isObject(pattern.configuration) ? pattern.configuration : {}),
      defaultVisitTime: visitMinutes,
    },
    routingDate: date,
    result: { routing, dropped: [], summary, resultCode: code },
    resultTotal: { routing: summary.routedVisits, dropped: 0, total: summary.totalVisits },
    hubId: first.base.hub._id,
    hubCoordinate: coordinate(first.base.point),
    createdTime: write("createdTime", created),
    finishTime: write("finishTime", created + 4000),
    updatedTime: write("updatedTime", created + 4000),
  };
}

function vehicleRoute({ base, crew, date, stops }: TaskRound): JsonObject {
  const { vehicle } = crew;
  const start = clockTime(date + workBegins);
  const hub = {
    visitId: `hub-${base.hub._id}`,
    isHub: true,
    coordinate: coordinate(base.point),
    weight: 0,
    travelTime: 0,
    visitTime: 0,
    waitingTime: 0,
    eta: start,
    etd: start,
    distance: 0,
    order: 0,
  };
  const route = {
    vehicleId: vehicle._id,
    vehicleName: vehicle.name,
    assignee: vehicle.assignee,
    workingTime: usualWorkingTime,
    vehicleTags: vehicle.tags,
    isOddEven: false,
    speed: usualSpeed,
    fixedCost: vehicle.fixedCost,
    vehicleMaxWeight: maxWeight(vehicle),
    vehicleMinWeight: 0,
    trips: [hub, ...stops.map(trip)],
  };
  return withTotals(route, constraints);
}

function trip({ task, visit, order, arrival, departure, distance }: TaskStop): JsonObject {
  return {
    visitId: `taskId-${task._id}`,
    isHub: false,
    visitName: visit.customer,
    address: visit.address,
    coordinate: coordinate(visit.point),
    tags: [],
    timeWindow: usualWorkingTime,
    weight: visit.weight,
    travelTime: Math.round(distance / pace),
    visitTime: visitMinutes,
    waitingTime: 0,
    eta: clockTime(arrival),
    etd: clockTime(departure),
    distance,
    order,
  };
}

/** What a vehicle can carry, in kilogrammes. */
export function maxWeight({ capacity }: JsonObject): number {
  const weight = isObject(capacity) && isObject(capacity.weight) ? capacity.weight.max : undefined;
  return typeof weight === "number" ? weight : 800;
}

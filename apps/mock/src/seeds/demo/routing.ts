import { isObject, type JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";
import { coordinate, type Maker, minute } from "./maker.ts";
import { clockTime, isoDate, pace, type Round, type Stop, visitMinutes, workBegins } from "./visits.ts";

/** A stop with the task that it became. */
export interface TaskStop extends Stop {
  readonly task: JsonObject;
}

export interface TaskRound extends Omit<Round, "stops"> {
  readonly stops: readonly TaskStop[];
}

/** The work of one hub and day; `number` counts the results of the day. */
export interface DayPlan {
  readonly id: string;
  readonly number: number;
  readonly rounds: readonly TaskRound[];
}

/** The routing result of a plan; `pattern` is the documented one, for what is the same in all. */
export function routingResult(pattern: JsonObject, { id, number, rounds }: DayPlan, maker: Maker): JsonObject {
  const [first] = rounds;
  if (first === undefined) throw new Error("a routing result needs a round");
  const date = isoDate(first.date);
  const created = Math.min(first.date + workBegins - 45 * minute, maker.now - 2 * minute);
  const write = (property: string, time: number) => writeTime("routingResults", property, time);
  const ending = `${date.replaceAll("-", "")}-${String(number).padStart(3, "0")}`;
  const code = `RSB-${ending}`;
  const routing = rounds.map(vehicleRoute);
  const visits = rounds.reduce((sum, { stops }) => sum + stops.length, 0);
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
    result: { routing, dropped: [], summary: summary(rounds, routing), resultCode: code },
    resultTotal: { routing: visits, dropped: 0, total: visits },
    hubId: first.base.hub._id,
    hubCoordinate: coordinate(first.base.point),
    createdTime: write("createdTime", created),
    finishTime: write("finishTime", created + 4000),
    updatedTime: write("updatedTime", created + 4000),
  };
}

function vehicleRoute({ base, crew, date, stops }: TaskRound) {
  const { vehicle } = crew;
  const weight = sum(stops.map(({ visit }) => visit.weight));
  const max = maxWeight(vehicle);
  const travel = stops.map(travelMinutes);
  const start = clockTime(date + workBegins);
  return {
    vehicleId: vehicle._id,
    vehicleName: vehicle.name,
    assignee: vehicle.assignee,
    workingTime: { startTime: "08:00", endTime: "17:00" },
    vehicleTags: vehicle.tags,
    isOddEven: false,
    speed: 25,
    fixedCost: vehicle.fixedCost,
    totalWeight: weight,
    vehicleMaxWeight: max,
    vehicleMinWeight: 0,
    weightPercentage: `${Math.round((weight / max) * 1000) / 10}%`,
    totalNodes: stops.length + 1,
    totalVisits: stops.length,
    totalDistance: sum(stops.map(({ distance }) => distance)),
    totalTravelTime: sum(travel),
    totalVisitTime: stops.length * visitMinutes,
    totalWaitingTime: 0,
    totalSpentTime: sum(travel) + stops.length * visitMinutes,
    trips: [
      {
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
      },
      ...stops.map(trip),
    ],
  };
}

function trip(stop: TaskStop) {
  const { task, visit, order, arrival, departure, distance } = stop;
  return {
    visitId: `taskId-${task._id}`,
    isHub: false,
    visitName: visit.customer,
    address: visit.address,
    coordinate: coordinate(visit.point),
    tags: [],
    timeWindow: { startTime: "08:00", endTime: "17:00" },
    weight: visit.weight,
    travelTime: travelMinutes(stop),
    visitTime: visitMinutes,
    waitingTime: 0,
    eta: clockTime(arrival),
    etd: clockTime(departure),
    distance,
    order,
  };
}

function summary(rounds: readonly TaskRound[], routing: readonly ReturnType<typeof vehicleRoute>[]): JsonObject {
  const total = (read: (route: (typeof routing)[number]) => number) => sum(routing.map(read));
  const finish = rounds.map(({ stops, date }) => stops.at(-1)?.departure ?? date + workBegins);
  const visits = total(({ totalVisits }) => totalVisits);
  const optimized = total(({ totalWeight }) => totalWeight);
  const available = total(({ vehicleMaxWeight }) => vehicleMaxWeight);
  return {
    routedVisits: visits,
    droppedVisits: 0,
    totalVisits: visits,
    usedVehicles: rounds.length,
    unusedVehicles: 0,
    totalVehicles: rounds.length,
    totalDistance: total(({ totalDistance }) => totalDistance),
    totalTravelTime: total(({ totalTravelTime }) => totalTravelTime),
    totalVisitTime: total(({ totalVisitTime }) => totalVisitTime),
    totalWaitingTime: 0,
    totalSpentTime: total(({ totalSpentTime }) => totalSpentTime),
    minFinishTime: clockTime(Math.min(...finish)),
    maxFinishTime: clockTime(Math.max(...finish)),
    avgFinishTime: clockTime(sum(finish) / finish.length),
    avgSpeed: 25,
    capacityConstraint: [
      { name: "weight", optimized, available, percentage: Math.round((optimized / available) * 1000) / 10 },
    ],
  };
}

const travelMinutes = ({ distance }: Stop): number => Math.round(distance / pace);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What a vehicle can carry, in kilogrammes. */
export function maxWeight({ capacity }: JsonObject): number {
  const weight = isObject(capacity) && isObject(capacity.weight) ? capacity.weight.max : undefined;
  return typeof weight === "number" ? weight : 800;
}

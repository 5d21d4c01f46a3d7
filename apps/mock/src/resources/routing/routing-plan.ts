import { isObject, type JsonObject, objectsIn, textsIn } from "../../json.ts";
import { writeTimeOfDay } from "../../time-of-day.ts";
import { type Position, readPosition } from "./position.ts";
import { type Drive, type Dropped, planRoutes, type Stop } from "./routing-planner.ts";
import { type Load, readSettings, readVehicle, readVisit, type Settings, type Vehicle } from "./routing-request.ts";
import { minutesOf } from "./routing-times.ts";
import { capacityKeys, summarize, withTotals } from "./routing-totals.ts";

/** What a run is asked to plan. */
interface Order {
  readonly hubId: string;
  readonly hubCoordinate: string;
  readonly configuration: JsonObject;
  readonly visits: readonly JsonObject[];
  readonly vehicles: readonly JsonObject[];
}

/** Makes the plan of an order as the API writes it: routes, dropped visits and a summary. */
export function makePlan(order: Order): JsonObject {
  const settings = readSettings(order.configuration, order.vehicles);
  const visits = order.visits.map((visit) => readVisit(visit, settings));
  const vehicles = order.vehicles.map((vehicle) => readVehicle(vehicle, settings));
  const hub: Position = readPosition(order.hubCoordinate) ?? { lat: 0, lng: 0 };
  const { drives, dropped } = planRoutes(visits, vehicles, settings, hub);
  const routing = drives.map((drive) => writeRoute(drive, order, settings));
  const left = dropped.map(writeDropped);
  return {
    routing,
    dropped: left,
    summary: summarize(routing, left, vehicles.length, settings.constraints),
  };
}

function writeRoute({ vehicle, stops }: Drive, order: Order, settings: Settings): JsonObject {
  const { sent } = vehicle;
  const route = {
    vehicleId: sent.id,
    vehicleName: sent.name,
    assignee: sent.assignee ?? "",
    workingTime: vehicle.workingTime,
    vehicleTags: textsIn(sent.tags),
    isOddEven: false,
    ...(sent.oddEven !== undefined && { oddEven: sent.oddEven }),
    speed: vehicle.speed,
    fixedCost: vehicle.cost,
    ...limits(vehicle, settings),
    trips: stops.map((stop, index) => ({ ...writeStop(stop, index, stops, order, settings), order: index })),
  };
  return withTotals(route, settings.constraints);
}

function limits({ min, max }: Vehicle, { constraints }: Settings): Load {
  const found: Record<string, number> = {};
  for (const name of constraints) {
    const keys = capacityKeys(name);
    if (max[name] === undefined) continue;
    found[keys.min] = min[name] ?? 0;
    found[keys.max] = max[name];
  }
  return found;
}

function writeStop(
  stop: Stop,
  index: number,
  stops: readonly Stop[],
  order: Order,
  { constraints }: Settings,
): JsonObject {
  const { visit } = stop;
  const load = Object.fromEntries(constraints.map((name) => [name, visit?.load[name] ?? 0]));
  const isReload = index > 0 && index < stops.length - 1;
  const who =
    visit === undefined
      ? { visitId: `${isReload ? "reload-" : ""}hub-${order.hubId}`, isHub: true, coordinate: order.hubCoordinate }
      : {
          visitId: visit.sent.id,
          isHub: false,
          visitName: visit.sent.name,
          address: visit.sent.address,
          coordinate: visit.sent.coordinate,
          tags: visit.tags,
          ...windowsOf(visit.sent),
        };
  return {
    ...load,
    ...who,
    travelTime: minutesOf(stop.travel),
    visitTime: minutesOf(visit?.stay ?? 0),
    waitingTime: minutesOf(stop.waiting),
    eta: writeTimeOfDay(stop.arrival),
    etd: writeTimeOfDay(stop.departure),
    distance: stop.metres,
    ...(stops.some(({ trip }) => trip > 1) && { tripOrder: stop.trip }),
  };
}

function writeDropped({ visit, reason }: Dropped): JsonObject {
  const { sent } = visit;
  return {
    ...visit.load,
    id: sent.id,
    name: sent.name,
    address: sent.address,
    coordinate: sent.coordinate,
    ...windowsOf(sent),
    visitTime: sent.visitTime ?? null,
    capacity: isObject(sent.capacity) ? sent.capacity : {},
    tags: textsIn(sent.tags),
    isHub: false,
    reason,
    visitId: sent.id,
    visitName: sent.name,
  };
}

/** The time windows of a visit as answers have them: an open side is null. */
function windowsOf({ timeWindow, timeWindows }: JsonObject): JsonObject {
  const { startTime = null, endTime = null } = isObject(timeWindow) ? timeWindow : {};
  const several = objectsIn(timeWindows);
  return { timeWindow: { startTime, endTime }, ...(several.length > 0 && { timeWindows: several }) };
}

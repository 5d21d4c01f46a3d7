import { isObject, type JsonObject, objectsIn, textsIn } from "../../json.ts";
import { readTimeOfDay, writeTimeOfDay } from "../../time-of-day.ts";

/** The names of a route's properties about one capacity constraint, such as `totalWeight` for `weight`. */
export function capacityKeys(name: string) {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return {
    total: `total${capital}`,
    min: `vehicleMin${capital}`,
    max: `vehicleMax${capital}`,
    percentage: `${name}Percentage`,
  };
}

/** The route with its totals: sums over its stops (facts: routing.md 26). */
export function withTotals(route: JsonObject, constraints: readonly string[]): JsonObject {
  const trips = objectsIn(route.trips);
  const visits = trips.filter(({ isHub }) => isHub !== true);
  const times = {
    totalTravelTime: sum(trips, "travelTime"),
    totalVisitTime: sum(trips, "visitTime"),
    totalWaitingTime: sum(trips, "waitingTime"),
  };
  const { totalTravelTime, totalVisitTime, totalWaitingTime } = times;
  return {
    ...route,
    ...Object.assign({}, ...constraints.map((name) => capacityOf(name, route, trips))),
    totalNodes: trips.length,
    totalVisits: visits.length,
    totalTrips: new Set(trips.map(({ tripOrder }) => tripOrder)).size,
    totalDistance: sum(trips, "distance"),
    ...times,
    totalSpentTime: totalTravelTime + totalVisitTime + totalWaitingTime,
    finishTime: trips.at(-1)?.etd ?? "0:00:00",
  };
}

function capacityOf(name: string, route: JsonObject, trips: readonly JsonObject[]): JsonObject {
  const keys = capacityKeys(name);
  const total = sum(trips, name);
  const max = Number(route[keys.max] ?? 0);
  return { [keys.total]: total, ...(max > 0 && { [keys.percentage]: `${percent(total, max)}%` }) };
}

/** Totals over all routes of a plan; `vehicles` counts the unused ones as well. */
export function summarize(
  routing: readonly JsonObject[],
  dropped: readonly JsonObject[],
  vehicles: number,
  constraints: readonly string[],
): JsonObject {
  const routed = sum(routing, "totalVisits");
  const finishes = routing.map(({ finishTime }) => readTimeOfDay(finishTime) ?? 0);
  return {
    routedVisits: routed,
    droppedVisits: dropped.length,
    totalVisits: routed + dropped.length,
    usedVehicles: routing.length,
    unusedVehicles: Math.max(0, vehicles - routing.length),
    totalVehicles: Math.max(vehicles, routing.length),
    totalDistance: sum(routing, "totalDistance"),
    totalTravelTime: sum(routing, "totalTravelTime"),
    totalVisitTime: sum(routing, "totalVisitTime"),
    totalWaitingTime: sum(routing, "totalWaitingTime"),
    totalSpentTime: sum(routing, "totalSpentTime"),
    ...(finishes.length > 0 && {
      minFinishTime: writeTimeOfDay(Math.min(...finishes)),
      maxFinishTime: writeTimeOfDay(Math.max(...finishes)),
      avgFinishTime: writeTimeOfDay(finishes.reduce((all, one) => all + one, 0) / finishes.length),
      avgSpeed: tidy(sum(routing, "speed") / routing.length),
    }),
    capacityConstraint: constraints.map((name) => {
      const keys = capacityKeys(name);
      const optimized = sum(routing, keys.total);
      const available = sum(routing, keys.max);
      return { name, optimized, available, percentage: percent(optimized, available) };
    }),
  };
}

/**
 * The names of the constraints that a plan knows of: those of its configuration, else those that its routes have a largest
 * load for.
 */
export function constraintsOfPlan(plan: JsonObject, configuration: unknown): readonly string[] {
  const configured = isObject(configuration) ? textsIn(configuration.capacityConstraint) : [];
  if (configured.length > 0) return configured;
  const keys = objectsIn(plan.routing).flatMap((route) => Object.keys(route));
  const names = keys.filter((key) => /^vehicleMax[A-Z]/.test(key)).map((key) => key.slice("vehicleMax".length));
  return [...new Set(names.map((name) => name.charAt(0).toLowerCase() + name.slice(1)))];
}

/** How many vehicles a plan was made for. */
export function vehiclesOf(plan: unknown): number {
  const summary = isObject(plan) ? plan.summary : undefined;
  return isObject(summary) ? Number(summary.totalVehicles ?? 0) : 0;
}

function sum(rows: readonly JsonObject[], name: string): number {
  return tidy(rows.reduce((all, row) => all + (Number(row[name] ?? 0) || 0), 0));
}

/** Without the digits that binary fractions leave behind, as in 0.1 + 0.2. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** In percent with one decimal. */
function percent(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0;
}

import type { Load, Vehicle, Visit } from "./routing-request.ts";

/** Why no vehicle at all can take a visit, whatever the rest of the plan. */
export function reasonAgainst(visit: Visit, vehicles: readonly Vehicle[]): string | undefined {
  if (visit.position === undefined) return "The coordinate is invalid";
  const matching = vehicles.filter(({ tags }) => visit.tags.every((tag) => tags.has(tag)));
  if (matching.length === 0) return "No vehicle with matching tags";
  const large = matching.filter(({ max }) => isWithin(visit.load, max));
  if (large.length === 0) return "The load is above the capacity of every vehicle";
  const isOpen = large.some((vehicle) =>
    visit.windows.some(({ start, end }) => start <= vehicle.end && end >= vehicle.start),
  );
  return isOpen ? undefined : "The time window is outside all working hours";
}

/** Whether a vehicle may take a visit on top of what it has loaded. */
export function suits(vehicle: Vehicle, visit: Visit, load: Load): boolean {
  const total = Object.fromEntries(Object.entries(visit.load).map(([name, own]) => [name, own + (load[name] ?? 0)]));
  return visit.tags.every((tag) => vehicle.tags.has(tag)) && isWithin(total, vehicle.max);
}

function isWithin(load: Load, max: Load): boolean {
  return Object.entries(load).every(([name, amount]) => amount <= (max[name] ?? Number.POSITIVE_INFINITY));
}

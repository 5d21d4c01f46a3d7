import { type Position, roadMetres } from "./position.ts";
import { reasonAgainst, suits } from "./routing-fit.ts";
import type { Load, Settings, Vehicle, Visit } from "./routing-request.ts";
import { drivingSeconds } from "./routing-times.ts";

/** One stop of a vehicle; times in seconds, a clock counts from midnight. */
export interface Stop {
  /** Missing at the hub. */
  readonly visit?: Visit;
  readonly metres: number;
  readonly travel: number;
  readonly waiting: number;
  readonly arrival: number;
  readonly departure: number;
  /** Counted from 1; a vehicle begins another trip when it loads again. */
  readonly trip: number;
}

/** The way of one vehicle so far. The first stop is the hub. */
export interface Drive {
  readonly vehicle: Vehicle;
  readonly stops: readonly Stop[];
}

/** A visit that is not in the plan, with a sentence that says why. */
export interface Dropped {
  readonly visit: Visit;
  readonly reason: string;
}

/**
 * Gives each visit to a vehicle. A plausible plan, not a good one: every vehicle, the cheapest first, goes from the hub to
 * the visit that it can begin first, which is the nearest unless time windows are in the way, from there to the next, and
 * so on. Hard limits hold: tags, most load, time windows, working time. With `useAllVehicle` the vehicles take turns.
 * Clustering, splitting, merging, cross docking, least loads and the odd-even rule change nothing here (facts: routing.md
 * 11, 12, 14 to 18, 25).
 */
export function planRoutes(
  visits: readonly Visit[],
  vehicles: readonly Vehicle[],
  settings: Settings,
  hub: Position,
): { readonly drives: readonly Drive[]; readonly dropped: readonly Dropped[] } {
  const reasons = new Map(visits.map((visit) => [visit, reasonAgainst(visit, vehicles)]));
  const open = new Set(visits.filter((visit) => reasons.get(visit) === undefined));
  const drives = [...vehicles].sort((a, b) => a.cost - b.cost).map(start);
  let isMoving = true;
  while (isMoving) {
    isMoving = false;
    for (const [index, drive] of drives.entries()) {
      let next = goOn(drive, open, settings, hub);
      while (next !== undefined) {
        isMoving = true;
        drives[index] = next;
        next = settings.useAllVehicle ? undefined : goOn(next, open, settings, hub);
      }
    }
  }
  return {
    drives: drives.filter(isUsed).map((drive) => (settings.returnToHub ? toHub(drive, hub) : drive)),
    dropped: visits
      .filter((visit) => open.has(visit) || reasons.get(visit) !== undefined)
      .map((visit) => ({ visit, reason: reasons.get(visit) ?? "Dropped due to constraint" })),
  };
}

function start(vehicle: Vehicle): Drive {
  const { start: time } = vehicle;
  return { vehicle, stops: [{ metres: 0, travel: 0, waiting: 0, arrival: time, departure: time, trip: 1 }] };
}

const isUsed = ({ stops }: Drive): boolean => stops.length > 1;

/** The drive with one more visit, taken out of the open ones; undefined when it can take none. */
function goOn(drive: Drive, open: Set<Visit>, settings: Settings, hub: Position): Drive | undefined {
  const found = soonest(drive, open, settings, hub) ?? afterReload(drive, open, settings, hub);
  const visit = found?.stops.at(-1)?.visit;
  if (visit !== undefined) open.delete(visit);
  return found;
}

/** The drive with the visit that it can begin first; of several, the nearest. */
function soonest(drive: Drive, open: ReadonlySet<Visit>, settings: Settings, hub: Position): Drive | undefined {
  const last = drive.stops.at(-1);
  const from = last?.visit?.position ?? hub;
  const load = loadOf(drive);
  let best: { drive: Drive; begin: number; metres: number } | undefined;
  for (const visit of open) {
    if (visit.position === undefined) continue;
    const metres = roadMetres(from, visit.position);
    const arrival = Math.round((last?.departure ?? 0) + drivingSeconds(metres, drive.vehicle.speed));
    if (best !== undefined && (arrival > best.begin || (arrival === best.begin && metres >= best.metres))) continue;
    const next = suits(drive.vehicle, visit, load) ? withVisit(drive, visit, metres) : undefined;
    if (next === undefined || !isInTime(next, settings, hub)) continue;
    const begin = Math.round((next.stops.at(-1)?.departure ?? 0) - visit.stay);
    const isBetter = best === undefined || begin < best.begin || (begin === best.begin && metres < best.metres);
    if (isBetter) best = { drive: next, begin, metres };
  }
  return best?.drive;
}

/** Back to the hub to load again, and on from there, if another trip is allowed and of use. */
function afterReload(drive: Drive, open: ReadonlySet<Visit>, settings: Settings, hub: Position): Drive | undefined {
  const last = drive.stops.at(-1);
  if (last?.visit === undefined || last.trip >= settings.trips) return undefined;
  return soonest(toHub(drive, hub, last.trip + 1), open, settings, hub);
}

/** What is loaded on the current trip. */
function loadOf({ stops }: Drive): Load {
  const load: Record<string, number> = {};
  const trip = stops.at(-1)?.trip;
  for (const stop of stops) {
    if (stop.trip !== trip) continue;
    for (const [name, amount] of Object.entries(stop.visit?.load ?? {})) load[name] = (load[name] ?? 0) + amount;
  }
  return load;
}

/** The drive with a visit at its end; undefined when no time window is left by then. */
function withVisit({ vehicle, stops }: Drive, visit: Visit, metres: number): Drive | undefined {
  const [hub, ...rest] = stops;
  const last = stops.at(-1);
  if (hub === undefined || last === undefined) return undefined;
  const travel = drivingSeconds(metres, vehicle.speed);
  const arrival = last.departure + travel;
  const window = visit.windows.find(({ end }) => end >= arrival);
  if (window === undefined) return undefined;
  const waiting = Math.max(0, window.start - arrival);
  const stop = { visit, metres, travel, trip: last.trip };
  const departure = arrival + waiting + visit.stay;
  if (rest.length > 0) return { vehicle, stops: [...stops, { ...stop, waiting, arrival, departure }] };
  // Nobody waits at the first customer: the vehicle leaves the hub later instead.
  const late = { ...hub, waiting, departure: hub.departure + waiting };
  return { vehicle, stops: [late, { ...stop, waiting: 0, arrival: arrival + waiting, departure }] };
}

function isInTime(drive: Drive, settings: Settings, hub: Position): boolean {
  const end = (settings.returnToHub ? toHub(drive, hub) : drive).stops.at(-1)?.departure ?? 0;
  return end <= drive.vehicle.end;
}

function toHub({ vehicle, stops }: Drive, hub: Position, trip?: number): Drive {
  const last = stops.at(-1);
  if (last === undefined) return { vehicle, stops };
  const metres = roadMetres(last.visit?.position ?? hub, hub);
  const travel = drivingSeconds(metres, vehicle.speed);
  const arrival = last.departure + travel;
  const stop = { metres, travel, waiting: 0, arrival, departure: arrival, trip: trip ?? last.trip };
  return { vehicle, stops: [...stops, stop] };
}

import { day, hour, minute } from "../../durations.ts";
import { type Position, roadMetres } from "../../resources/routing/position.ts";
import { usualSpeed } from "../../resources/routing/routing-request.ts";
import { writeTimeOfDay } from "../../time-of-day.ts";
import type { Base, Crew } from "./base.ts";
import type { Maker } from "./maker.ts";
import { shopKinds, shopNames, streets } from "./names.ts";

/** A delivery before it becomes a task. */
export interface Visit {
  readonly base: Base;
  readonly point: Position;
  readonly customer: string;
  readonly address: string;
  readonly phone: string;
  readonly service: string;
  /** In kilogrammes. */
  readonly weight: number;
  /** 00:00 UTC of the day on which it is due. */
  readonly date: number;
}

/** A visit with its place on a vehicle's round; times in milliseconds since the epoch, distance in metres. */
export interface Stop {
  readonly visit: Visit;
  readonly order: number;
  readonly arrival: number;
  readonly departure: number;
  readonly distance: number;
}

/** What one vehicle does on one day. */
export interface Round {
  readonly base: Base;
  readonly crew: Crew;
  readonly date: number;
  readonly stops: readonly Stop[];
}

/** Work begins at 08:00 in Surabaya, which is 01:00 UTC, and ends nine hours later. */
export const workBegins = 1 * hour;
export const workEnds = 10 * hour;

/** Metres per minute. */
export const pace = (usualSpeed * 1000) / 60;
/** How long each visit takes. */
export const visitMinutes = 30;

const services = ["Regular", "Regular", "Regular", "Express", "Same day"];

/** `heaviest` is in kilogrammes. */
export function makeVisit(base: Base, date: number, heaviest: number, maker: Maker): Visit {
  const hub = String(base.hub.name);
  return {
    base,
    date,
    point: maker.near(base.point.lat, base.point.lng, 0.045),
    customer: `${maker.pick(shopKinds)} ${maker.pick(shopNames)}`,
    address: `${maker.pick(streets)} ${maker.whole(1, 120)}, ${hub} ${maker.whole(60111, 65199)}`,
    phone: `+623155${maker.whole(50_000, 59_999)}`,
    service: maker.pick(services),
    weight: maker.whole(1, heaviest * 2) / 2,
  };
}

/** Puts visits in an order: always on to the nearest. */
export function planRound(base: Base, crew: Crew, date: number, visits: readonly Visit[]): Round {
  const rest = [...visits];
  const stops: Stop[] = [];
  let place = base.point;
  let time = date + workBegins;
  while (rest.length > 0) {
    rest.sort((a, b) => roadMetres(place, a.point) - roadMetres(place, b.point));
    const visit = rest.shift();
    if (visit === undefined) break;
    const distance = roadMetres(place, visit.point);
    const arrival = time + Math.round(distance / pace) * minute;
    const departure = arrival + visitMinutes * minute;
    stops.push({ visit, order: stops.length + 1, arrival, departure, distance });
    place = visit.point;
    time = departure;
  }
  return { base, crew, date, stops };
}

/** `9:40:00` by the clock of the hub. */
export function clockTime(time: number): string {
  return writeTimeOfDay(((time + 7 * hour) % day) / 1000);
}

import type { JsonObject } from "../../json.ts";
import { randomOf } from "../../random.ts";
import type { SeedCircumstances } from "../choice.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Makes things up: the same for the same random number, and around the same moment. */
export class Maker {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** 00:00 UTC of the day of `now`. */
  readonly today: number;
  readonly #random: () => number;
  #made = 0;

  constructor({ now, random }: SeedCircumstances) {
    this.now = now;
    this.today = Math.floor(now / day) * day;
    this.#random = randomOf(random);
  }

  /** An id as the API makes them: the time, then digits that no other record of the seed has. */
  id(time: number): string {
    this.#made += 1;
    const seconds = Math.floor(time / 1000)
      .toString(16)
      .padStart(8, "0");
    return `${seconds}c4d1e2f3${this.#made.toString(16).padStart(8, "0")}`;
  }

  /** A whole number; both ends may come. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#random() * (to - from + 1));
  }

  /** True in that share of the cases. */
  chance(share: number): boolean {
    return this.#random() < share;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new Error("there is nothing to pick from");
    return found;
  }

  /** A position some kilometres around another; `reach` is in degrees. */
  near(lat: number, lng: number, reach: number): Point {
    const offset = () => (this.#random() - 0.5) * 2 * reach;
    return { lat: round(lat + offset(), 4), lng: round(lng + offset(), 4) };
  }
}

export interface Point {
  readonly lat: number;
  readonly lng: number;
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

export const coordinate = ({ lat, lng }: Point): string => `${lat},${lng}`;

/** Metres between two points as a road goes: a third longer than the straight line. */
export function roadMetres(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * 111_320;
  const east = (a.lng - b.lng) * 111_320 * Math.cos((a.lat * Math.PI) / 180);
  return Math.round(Math.hypot(north, east) * 1.33);
}

/** A property of a record that must be a text. */
export function text(record: JsonObject, name: string): string {
  const value = record[name];
  if (typeof value !== "string") throw new Error(`the record has no ${name}`);
  return value;
}

/** The record with a certain value; throws when the documented organization has none. */
export function find(records: readonly JsonObject[] | undefined, name: string, value: unknown): JsonObject {
  const found = records?.find((record) => record[name] === value);
  if (found === undefined) throw new Error(`the documented organization has nothing whose ${name} is ${value}`);
  return found;
}

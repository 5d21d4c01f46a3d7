import { day } from "../../durations.ts";
import type { JsonObject } from "../../json.ts";
import { randomOf } from "../../random.ts";
import type { Position } from "../../resources/routing/position.ts";
import type { SeedCircumstances } from "../choice.ts";

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

  /** One of a list. */
  pick<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new Error("there is nothing to pick from");
    return found;
  }

  /** A position some kilometres around another; `reach` is in degrees. */
  near(lat: number, lng: number, reach: number): Position {
    const around = (value: number) => Math.round((value + (this.#random() - 0.5) * 2 * reach) * 10_000) / 10_000;
    return { lat: around(lat), lng: around(lng) };
  }
}

/** A position as records write it. */
export const coordinate = ({ lat, lng }: Position): string => `${lat},${lng}`;

/** The record with a certain value; throws when the documented organization has none. */
export function find(records: readonly JsonObject[] | undefined, name: string, value: unknown): JsonObject {
  const found = records?.find((record) => record[name] === value);
  if (found === undefined) throw new Error(`the documented organization has nothing whose ${name} is ${value}`);
  return found;
}

import { isObject } from "../life/json.ts";
import type { Random } from "./random.ts";

/** Values that no field expects. */
const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  -(2 ** 31),
  "",
  " ",
  "x".repeat(5000),
  "\u0000",
  "\ud800",
  "🛵",
  "2026-02-30",
  "1e3",
  "NaN",
  "__proto__",
  "constructor",
  "$gt",
  "../../x",
  "%00",
  "'; --",
  "<b>",
  [],
  [[]],
  [null],
  {},
  { $ne: 1 },
  { length: -1 },
];

const names = [
  "extra",
  "_id",
  "__v",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "length",
  "then",
  "toJSON",
  "",
  "$set",
  "a.b",
];

/** A copy of a JSON value with something wrong somewhere in it. */
export function mutate(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) return mutateList(value, random);
  if (isObject(value) && random.chance(0.95)) return mutateObject({ ...value }, random);
  return random.chance(0.5) && typeof value === "number"
    ? random.pick([-value, value * 1e9, value + 0.1])
    : random.pick(strange);
}

function mutateList(value: readonly unknown[], random: Random): unknown {
  const index = random.int(0, value.length - 1);
  switch (random.int(0, 4)) {
    case 0:
      return value.toSpliced(index, 1);
    case 1:
      return [...value, ...value];
    case 2:
      return Array.from({ length: 2100 }, () => value[index]);
    default:
      return value.with(index, mutate(value[index], random));
  }
}

function mutateObject(value: Record<string, unknown>, random: Random): unknown {
  const keys = Object.keys(value);
  const key = keys.length === 0 ? "extra" : random.pick(keys);
  switch (random.int(0, 5)) {
    case 0:
      delete value[key];
      return value;
    case 1:
      value[random.pick(names)] = random.pick(strange);
      return value;
    case 2:
      value[key] = random.pick(strange);
      return value;
    case 3: {
      value[random.chance(0.5) ? key.toUpperCase() : `${key} `] = value[key];
      delete value[key];
      return value;
    }
    default:
      value[key] = mutate(value[key], random);
      return value;
  }
}

import { operations } from "@mileapp/contract";
import { isObject } from "../json.ts";
import { documentedSeed } from "../memory/documented-seed.ts";
import type { Seed } from "../memory/store.ts";
import { demoSeed } from "./demo/demo.ts";

/** The seeds that have a name. */
export const seedNames = ["documented", "demo"] as const;

const collections = [...new Set(operations.map(({ resource }) => resource.collection))].sort();

/**
 * With which records an organization begins: those that the document's examples show, a made-up organization of
 * realistic size around them, or your own. A collection that your own leave out has the documented records, so that a
 * mock is never empty of what a first task needs.
 */
export type SeedChoice = (typeof seedNames)[number] | Seed;

/** What a seed that is made up depends on. */
export interface SeedCircumstances {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: number;
}

/** The records of a choice. */
export function seedOf(choice: SeedChoice, circumstances: SeedCircumstances): Seed {
  if (choice === "documented") return documentedSeed();
  if (choice === "demo") return demoSeed(circumstances);
  return { ...documentedSeed(), ...choice };
}

/** The same choice. Throws when it is neither the name of a seed nor lists of records by collection. */
export function readSeed(choice: SeedChoice): SeedChoice {
  if (seedNames.some((name) => name === choice)) return choice;
  const [problem] = shapeProblems(choice);
  if (problem !== undefined) throw new Error(`This can't be the seed. ${problem}`);
  return choice;
}

/** Why a value is no list of records by collection, one sentence for each key. The records are not looked at. */
export function shapeProblems(value: unknown): string[] {
  if (!isObject(value)) return ['A seed must be an object of records by collection, such as { "hubs": [] }.'];
  return Object.entries(value).flatMap(([name, records]) => {
    if (!collections.includes(name))
      return [`${name}: there is no such collection. There are ${collections.join(", ")}.`];
    return Array.isArray(records) ? [] : [`${name}: must be a list of records.`];
  });
}

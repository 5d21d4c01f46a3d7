import { documentedSeed } from "../memory/documented-seed.ts";
import type { Seed } from "../memory/store.ts";
import { demoSeed } from "./demo/demo.ts";

/** The seeds that have a name. */
export const seedNames = ["documented", "demo"] as const;

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

export function seedOf(choice: SeedChoice, circumstances: SeedCircumstances): Seed {
  if (choice === "documented") return documentedSeed();
  if (choice === "demo") return demoSeed(circumstances);
  return { ...documentedSeed(), ...choice };
}

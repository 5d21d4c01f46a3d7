import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "./cli.ts";
import { readFaultPlan } from "./faults/plan.ts";
import { isObject } from "./json.ts";
import type { Scenario } from "./scenario/scenario.ts";
import type { MockOptions } from "./types.ts";

type Files = Pick<MockOptions, "seed" | "faults" | "scenarios">;

/** Reads the files that the command line names. Rejects with a message that names the file. */
export async function readFiles(command: Extract<Command, { kind: "serve" }>): Promise<Files> {
  const { seedFile, chaosFile, scenariosFile } = command;
  return {
    ...(seedFile !== undefined && { seed: await readSeed(seedFile) }),
    ...(chaosFile !== undefined && { faults: await readChaos(chaosFile) }),
    ...(scenariosFile !== undefined && { scenarios: await readScenarios(scenariosFile) }),
  };
}

async function readSeed(path: string) {
  // Loaded here, because it needs the validators of answers, which a mock otherwise does without.
  const { checkSeed, isSeed } = await import("./seeds/check.ts");
  const seed = await readJson(path, 'or one of the names "documented" and "demo"');
  if (isSeed(seed)) return seed;
  throw new Error([`${path} can't be the seed:`, ...checkSeed(seed)].join("\n  "));
}

async function readChaos(path: string) {
  const plan = await readJson(path, "with a fault plan");
  try {
    return readFaultPlan(plan);
  } catch (error) {
    throw new Error(`${path}: ${messageOf(error)}`);
  }
}

async function readJson(path: string, wanted: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Error(missing ? `There is no file ${path}. Give the path of a JSON file ${wanted}.` : messageOf(error));
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${messageOf(error)}.`);
  }
}

/** All scenarios that a module exports, alone or in lists. */
async function readScenarios(path: string): Promise<Scenario[]> {
  let module: object;
  try {
    module = await import(pathToFileURL(resolve(path)).href);
  } catch (error) {
    throw new Error(`${path} can't be loaded: ${messageOf(error)}`);
  }
  const scenarios = Object.values(module).flat().filter(isScenario);
  if (scenarios.length > 0) return [...new Set(scenarios)];
  throw new Error(`${path} exports no scenario: export what defineScenario returns.`);
}

function isScenario(value: unknown): value is Scenario {
  return isObject(value) && typeof value.name === "string";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

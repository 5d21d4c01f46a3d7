import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "./cli.ts";
import { readFaultPlan } from "./faults/plan.ts";
import { isObject } from "./json.ts";
import { defineScenario, type Scenario } from "./scenario/scenario.ts";
import type { MockOptions } from "./types.ts";

// Drops the mark that some editors put before the text.
const utf8 = new TextDecoder("utf-8", { fatal: true });

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
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing) throw new Error(`There is no file ${path}. Give the path of a JSON file ${wanted}.`);
    throw new Error(`${path} can't be read: ${messageOf(error)}.`);
  }
  try {
    return JSON.parse(utf8.decode(bytes));
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
  const scenarios = [...new Set(Object.values(module).flat().filter(isScenario))];
  if (scenarios.length === 0) throw new Error(`${path} exports no scenario: export what defineScenario returns.`);
  const names = new Set<string>();
  for (const scenario of scenarios) {
    const problems = names.has(scenario.name) ? ["the name stands there twice."] : await problemsOf(scenario);
    if (problems.length > 0) throw new Error([`${path}, scenario ${scenario.name}:`, ...problems].join("\n  "));
    names.add(scenario.name);
  }
  return scenarios;
}

const parts = ["name", "seed", "handlers", "faults", "clock"];

function isScenario(value: unknown): value is Scenario {
  return isObject(value) && typeof value.name === "string" && Object.keys(value).every((key) => parts.includes(key));
}

/** What is wrong with a scenario, whether it was defined as it should or not. */
async function problemsOf(scenario: Scenario): Promise<string[]> {
  try {
    defineScenario(scenario.name, scenario);
  } catch (error) {
    return [messageOf(error)];
  }
  if (scenario.seed === undefined || typeof scenario.seed === "string") return [];
  const { checkSeed } = await import("./seeds/check.ts");
  return checkSeed(scenario.seed);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

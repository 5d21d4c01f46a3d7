import { parseArgs } from "node:util";
import { readClock } from "./clock.ts";
import type { LogFormat } from "./log/writer.ts";
import { seedNames } from "./seeds/choice.ts";
import type { ServerOptions } from "./server.ts";
import type { RateLimit } from "./types.ts";

/** What the command line asks for. Files are named here and read later. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | {
      readonly kind: "serve";
      readonly options: ServerOptions;
      readonly log: LogFormat;
      /** Path of a seed, when `--seed` is not the name of one. */
      readonly seedFile?: string;
      /** Path of a fault plan. */
      readonly chaosFile?: string;
      /** Path of a module that exports scenarios. */
      readonly scenariosFile?: string;
    };

/** A flag that can't be understood; the message says which and what it takes. */
export class UsageError extends Error {}

const flags = {
  port: { type: "string" },
  host: { type: "string" },
  data: { type: "string" },
  seed: { type: "string" },
  random: { type: "string" },
  clock: { type: "string" },
  "max-records": { type: "string" },
  "rate-limit": { type: "string" },
  "rate-window": { type: "string" },
  "rate-penalty": { type: "string" },
  "body-limit": { type: "string" },
  chaos: { type: "string" },
  scenarios: { type: "string" },
  scenario: { type: "string" },
  "no-control": { type: "boolean" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** Reads the command line. Throws a UsageError for what it does not understand. */
export function readCommand(args: readonly string[]): Command {
  const values = parse(args);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const texts = ["host", "data", "seed", "clock", "chaos", "scenarios", "scenario"] as const;
  for (const name of texts) if (values[name] === "") throw new UsageError(`--${name} must not be empty.`);
  if (values.scenario !== undefined && values.scenarios === undefined) {
    throw new UsageError("--scenario needs --scenarios with the file that defines it.");
  }
  if (values.quiet === true && values.json === true) throw new UsageError("--quiet and --json exclude each other.");
  const seed = seedNames.find((name) => name === values.seed);
  const numbers = readNumbers(values);
  const rateLimit = readRateLimit(values);
  return {
    kind: "serve",
    log: values.quiet === true ? "none" : values.json === true ? "json" : "text",
    ...(values.seed !== undefined && seed === undefined && { seedFile: values.seed }),
    ...(values.chaos !== undefined && { chaosFile: values.chaos }),
    ...(values.scenarios !== undefined && { scenariosFile: values.scenarios }),
    options: {
      ...numbers,
      ...(rateLimit !== undefined && { rateLimit }),
      ...(values.host !== undefined && { host: values.host }),
      ...(values.data !== undefined && { data: values.data }),
      ...(values.clock !== undefined && { clock: readTime(values.clock) }),
      ...(values.scenario !== undefined && { scenario: values.scenario }),
      ...(seed !== undefined && { seed }),
      ...(values["no-control"] === true && { control: false }),
    },
  };
}

type Values = ReturnType<typeof parse>;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    // Node's own message names the flag, but goes on with advice about `--` that helps nobody here. Where it has several
    // lines, only the last one says what to do.
    const line = (error instanceof Error ? error.message : String(error)).split("\n").at(-1) ?? "";
    throw new UsageError(`${line.split(/\.(?: |$)/, 1)[0]}.`);
  }
}

function readNumbers(values: Values) {
  const port = wholeNumber("--port", values.port, 0, 65535);
  const bodyLimit = wholeNumber("--body-limit", values["body-limit"], 1, Number.MAX_SAFE_INTEGER);
  const maxRecords = wholeNumber("--max-records", values["max-records"], 1, 100_000_000);
  const random = wholeNumber("--random", values.random, 0, 1_000_000_000);
  return {
    ...(port !== undefined && { port }),
    ...(bodyLimit !== undefined && { bodyLimit }),
    ...(maxRecords !== undefined && { maxRecords }),
    ...(random !== undefined && { random }),
  };
}

function readRateLimit(values: Values): Partial<RateLimit> | false | undefined {
  const rate = values["rate-limit"];
  const requests = rate === "off" ? undefined : wholeNumber("--rate-limit", rate, 1, 1_000_000, ' or "off"');
  const windowMs = wholeNumber("--rate-window", values["rate-window"], 1, 3_600_000);
  const penaltyMs = wholeNumber("--rate-penalty", values["rate-penalty"], 0, 3_600_000);
  if (rate === "off" && (windowMs ?? penaltyMs) !== undefined) {
    throw new UsageError("--rate-window and --rate-penalty need a limit, so --rate-limit can't be off.");
  }
  if (rate === "off") return false;
  if (requests === undefined && windowMs === undefined && penaltyMs === undefined) return undefined;
  return {
    ...(requests !== undefined && { requests }),
    ...(windowMs !== undefined && { windowMs }),
    ...(penaltyMs !== undefined && { penaltyMs }),
  };
}

function readTime(text: string): number {
  try {
    return readClock(text);
  } catch {
    throw new UsageError(`--clock must be a datetime from 1970 to 2105 such as 2026-03-09T08:00:00Z, not "${text}".`);
  }
}

function wholeNumber(flag: string, value: string | undefined, from: number, to: number, also = ""): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= from && number <= to) return number;
  throw new UsageError(`${flag} must be a whole number from ${from} to ${to}${also}, not "${value}".`);
}

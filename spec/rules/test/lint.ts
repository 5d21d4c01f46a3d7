import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createConfig, lintFromString, loadConfig, parseYaml } from "@redocly/openapi-core";
import { isRecord } from "../place.ts";
import plugin from "../plugin.ts";

const file = fileURLToPath(new URL("good.yaml", import.meta.url));
export const configFile = fileURLToPath(new URL("../../redocly.yaml", import.meta.url));

/** The keys that lead to a place in the document. */
export type Way = (string | number)[];

/** A change of the good document: where, and what stands there then; `undefined` takes it away. */
export type Change = [way: Way, value: unknown];

/** What one of our rules says about the good document after some changes. */
export async function messages(rule: string, ...changes: Change[]): Promise<string[]> {
  const config = await createConfig({ plugins: [plugin()], rules: { [`mileapp/${rule}`]: "error" } });
  const problems = await lintFromString({ source: changed(changes), absoluteRef: file, config });
  return problems.map((problem) => problem.message);
}

/** The ids of the rules that redocly.yaml breaks the changed document with, built-in rules included. */
export async function brokenRules(...changes: Change[]): Promise<string[]> {
  const config = await loadConfig({ configPath: configFile });
  const problems = await lintFromString({ source: changed(changes), absoluteRef: file, config });
  return [...new Set(problems.map((problem) => problem.ruleId))];
}

/** The good document with some changes, as JSON. */
export function changed(changes: Change[]): string {
  const document = parseYaml(readFileSync(file, "utf8"));
  for (const [way, value] of changes) change(document, way, value);
  return JSON.stringify(document);
}

function change(node: unknown, [key, ...rest]: Way, value: unknown): void {
  if (key === undefined) throw new Error("A change needs a way to what it changes.");
  if (rest.length > 0) change(step(node, key), rest, value);
  else if (Array.isArray(node)) node[Number(key)] = value;
  else if (!isRecord(node)) throw new Error(`Nothing holds ${key}.`);
  else if (value === undefined) delete node[key];
  else node[key] = value;
}

/** The value at some place of the good document, to be moved or copied by a change. */
export function good(...way: Way): unknown {
  return way.reduce(step, parseYaml(readFileSync(file, "utf8")));
}

function step(node: unknown, key: string | number): unknown {
  return Array.isArray(node) ? node[Number(key)] : isRecord(node) ? node[key] : undefined;
}

const replace = ["paths", "/crate/{crateId}", "put"];
/** Ways to the operations of the good document. */
export const ways = {
  list: (...rest: Way) => ["paths", "/crates", "get", ...rest],
  bulk: (...rest: Way) => ["paths", "/crates/bulk", "post", ...rest],
  replace: (...rest: Way) => [...replace, ...rest],
  photo: (...rest: Way) => ["paths", "/crate/{crateId}/photo", "get", ...rest],
  webhook: (...rest: Way) => ["webhooks", "crate-moved", "post", ...rest],
  schema: (name: string, ...rest: Way) => ["components", "schemas", name, ...rest],
};

// Prints how much of the published API the document has, and how well: npm run figures
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { folder, redocly } from "./redocly.ts";

interface Bundle {
  paths: Record<string, Record<string, { operationId?: string } | undefined> | undefined>;
  webhooks: Record<string, { post?: { operationId?: string } }>;
}

const file = join(folder, "dist", "openapi.json");
const text = readFileSync(file, "utf8");
// Boundary: what Redocly has bundled and linted is an OpenAPI document.
const { paths, webhooks }: Bundle = JSON.parse(text);

const operations = published("operations.jsonl");
const events = published("events.jsonl");
const sent = Object.values(webhooks).map(({ post }) => post?.operationId);
const hasOperation = ({ id, method, path }: Line) => paths[path]?.[method.toLowerCase()]?.operationId === id;
const [lint, score, stats] = await Promise.all([json("lint", "main"), json("score", "main"), json("stats", "main")]);
const percent = (part: number) => `${Math.round(part * 100)} %`;
const subscores = Object.entries<number>(score.subscores).map(([name, value]) => `${name} ${percent(value)}`);

const figures: [what: string, figure: string][] = [
  ["operations", `${operations.filter(hasOperation).length}/${operations.length}`],
  ["webhook events", `${events.filter(({ id }) => sent.includes(id)).length}/${events.length}`],
  ["lint", `${lint.totals.errors} errors, ${lint.totals.warnings} warnings`],
  ["score", `${score.agentReadiness}/100`],
  ["", subscores.join(", ")],
  ["schemas", stats.schemas.total],
  ["parameters", stats.parameters.total],
  ["paths", stats.pathItems.total],
  ["bundle", `${kilobytes(statSync(file).size)}, minified ${kilobytes(minified().length)}, ${zipped()} gzipped`],
];
for (const [what, figure] of figures) console.log(`${what.padEnd(16)}${figure}`);

interface Line {
  id: string;
  method: string;
  path: string;
}

function published(name: string): Line[] {
  const lines = readFileSync(join(folder, "inventory", name), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line): Line => JSON.parse(line));
}

async function json(...args: string[]) {
  const { stdout, stderr } = await redocly(...args, "--format", "json");
  if (!stdout.startsWith("{")) throw new Error(`redocly ${args.join(" ")} said: ${stderr}`);
  return JSON.parse(stdout);
}

function minified(): string {
  return JSON.stringify(JSON.parse(text));
}

function zipped(): string {
  return kilobytes(gzipSync(minified()).length);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

// npm run bench: every figure that the README names, measured on this machine.
import { parseArgs } from "node:util";
import { measureBuild } from "./build.ts";
import { measureChain } from "./chain.ts";
import { measureHostile } from "./hostile.ts";
import { measureMock } from "./mock.ts";
import { describeMachine } from "./report.ts";

const parts = { build: measureBuild, mock: measureMock, hostile: measureHostile, chain: measureChain };
const names = Object.keys(parts);

const help = `Measures the project and prints the figures.

Usage: npm run bench [-- <part> …]

Parts (all when none is named):
  build   bundle, lint and generate: time of each, size of what they write
  mock    the mock beside bare node:http, stock Prism and installed peers at the same work, alternating in one run:
          requests per second, p99, CPU, start, memory; then the CPU of a list and a create as the tasks grow in number
  hostile 120,000 generated requests against the mock, each answer checked; ends with 1 when one is wrong
  chain   a fresh clone of HEAD: until both servers answer, npm test cold and unchanged (needs the default ports free)

Other programs on the machine disturb the figures: compare within one run.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", short: "h" } },
});
const unknown = positionals.filter((name) => !names.includes(name));
if (values.help) {
  console.log(help);
} else if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(", ")}. Known parts: ${names.join(", ")}.`);
  process.exitCode = 2;
} else {
  console.log(describeMachine());
  for (const [name, measure] of Object.entries(parts)) {
    if (positionals.length === 0 || positionals.includes(name)) await measure();
  }
}

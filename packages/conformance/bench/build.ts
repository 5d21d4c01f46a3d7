import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, timed } from "./processes.ts";
import { kilobytes, median, printTable, seconds } from "./report.ts";

/** Times the steps that turn the document into its products, five runs each. */
export async function measureBuild(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mileapp-bench-"));
  const bundle = join(folder, "openapi.json");
  const steps: [string, string, string[], string][] = [
    ["lint", "redocly", ["lint", "main"], "spec"],
    ["bundle", "redocly", ["bundle", "main", "--output", bundle], "spec"],
    ["generate the contract", "node", ["generate/main.ts"], "packages/contract"],
    ["generate the client", "node", ["generate/main.ts"], "packages/client"],
    ["build the docs", "npm", ["run", "build", "--silent"], "apps/docs"],
  ];
  const rows: string[][] = [];
  for (const [name, command, args, workspace] of steps) {
    const times: number[] = [];
    for (let run = 0; run < 5; run += 1) times.push(await timed(command, args, join(root, workspace)));
    rows.push([name, seconds(median(times)), seconds(Math.min(...times)), seconds(Math.max(...times))]);
  }
  printTable("From the document to its products", ["step", "median", "min", "max"], rows);

  const text = readFileSync(bundle);
  console.log(
    `  bundle: ${kilobytes(statSync(bundle).size)}, ${kilobytes(gzipSync(text, { level: 9 }).length)} gzipped\n`,
  );
  rmSync(folder, { recursive: true });
}

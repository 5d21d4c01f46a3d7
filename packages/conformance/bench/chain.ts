import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers, root, startServer, timed } from "./processes.ts";
import { printTable, seconds } from "./report.ts";

const servers = ["http://127.0.0.1:4010/api/v3/hubs", "http://127.0.0.1:4000/"];

/** Clones HEAD into a temporary folder and times what a newcomer does first. The npm cache stays as it is. */
export async function measureChain(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mileapp-chain-"));
  const clone = join(folder, "clone");
  try {
    await timed("git", ["clone", "--quiet", root, clone], folder);
    const rows: string[][] = [];
    rows.push(["npm start, fresh clone, until both servers answer", seconds(await startUntilReady(clone))]);
    rows.push(["npm start again, until both servers answer", seconds(await startUntilReady(clone))]);

    rmSync(clone, { recursive: true });
    await timed("git", ["clone", "--quiet", root, clone], folder);
    rows.push(["npm test, fresh clone", seconds(await timed("npm", ["test"], clone))]);
    rows.push(["npm test again, nothing changed", seconds(await timed("npm", ["test"], clone))]);
    printTable("A newcomer's first minutes", ["step", "time"], rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startUntilReady(clone: string): Promise<number> {
  const running = await startServer("npm", ["start"], servers, clone);
  await running.stop();
  // npm is gone at once, the servers behind it a moment later: the next start must not find them.
  for (const url of servers) while (await answers(url)) await new Promise((resolve) => setTimeout(resolve, 50));
  return running.startMs;
}

import { quietMock } from "../src/generate/quiet-mock.ts";
import { describeFaults } from "../src/generate/report.ts";
import { type Fault, runGenerated } from "../src/generate/run.ts";
import { count, printTable } from "./report.ts";
import { Watchdog } from "./watchdog.ts";

const seeds = [1, 2, 3, 4];
const requestsPerSeed = 30_000;

/** Sends generated requests to a mock in process and counts what must never happen. Sets the exit code when it does. */
export async function measureHostile(): Promise<void> {
  const faults: Fault[] = [];
  const rows: string[][] = [];
  const watchdog = new Watchdog();
  for (const seed of seeds) {
    const begin = performance.now();
    const mock = quietMock();
    const onRequest = (number: number) => {
      mock.onRequest(number);
      watchdog.see(seed, number);
    };
    const outcome = await runGenerated({ seed, requests: requestsPerSeed, handle: mock.handle, onRequest });
    const seconds = (performance.now() - begin) / 1000;
    faults.push(...outcome.faults);
    const successes = [...outcome.statuses].reduce((sum, [status, times]) => sum + (status < 300 ? times : 0), 0);
    const number = (kind: Fault["kind"]) => String(outcome.faults.filter((fault) => fault.kind === kind).length);
    rows.push([
      `seed ${seed}`,
      count(outcome.requests),
      count(outcome.requests / seconds),
      count(successes),
      number("violation"),
      number("unrequested 5xx"),
      number("hang"),
      number("changed by a refusal"),
    ]);
  }
  await watchdog.stop();
  const heading =
    "Generated requests, valid, mutated and hostile, against the mock in process (each answer is checked)";
  printTable(heading, ["", "requests", "per second", "2xx", "violations", "5xx", "hangs", "changes"], rows);
  if (faults.length === 0) return;
  console.error(describeFaults(faults));
  process.exitCode = 1;
}

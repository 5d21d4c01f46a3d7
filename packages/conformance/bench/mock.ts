import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureCosts } from "./mock-costs.ts";
import { load, type Sample, type Task, tasks } from "./mock-load.ts";
import { record, seed, shownId } from "./mock-work.ts";
import { type Contestant, others, ours } from "./peers/contestants.ts";
import { type Running, residentMemory, startServer } from "./processes.ts";
import { count, median, megabytes, printTable } from "./report.ts";

const rounds = 4;
const secondsPerRound = 3;
const seededTasks = 1000;

interface Entrant {
  readonly contestant: Contestant;
  readonly running: Running;
  readonly id: string;
  readonly samples: Map<Task, Sample[]>;
  readonly memory: (number | undefined)[];
}

/** Loads the mock, bare node:http, Prism and the peers that are installed, in turns, with the same work. */
export async function measureMock(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mileapp-bench-"));
  const work = join(folder, "work.json");
  const entrants: Entrant[] = [];
  try {
    const first = await enter(ours);
    entrants.push(first);
    await record(ours.base, first.id, work);
    for (const contestant of others(folder, work)) entrants.push(await enter(contestant));
    for (const group of [tasks.slice(0, 2), tasks.slice(2)]) {
      await compete(entrants, group);
      for (const { running, memory } of entrants) memory.push(residentMemory(running.child.pid));
    }
    print(entrants);
  } finally {
    await Promise.all(entrants.map(({ running }) => running.stop()));
    rmSync(folder, { recursive: true });
  }
  await measureCosts();
}

async function enter(contestant: Contestant): Promise<Entrant> {
  const { command, args, base, cwd, remembers } = contestant;
  const running = await startServer(command, args, [`${base}/tasks?limit=20`], cwd);
  const memory = [residentMemory(running.child.pid)];
  const id = remembers ? await seed(base, seededTasks) : shownId;
  return { contestant, running, id, samples: new Map(), memory };
}

/** Alternating rounds; the first one warms up and does not count. */
async function compete(entrants: readonly Entrant[], group: readonly Task[]): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contestant, id, running, samples } of entrants) {
      for (const task of group) {
        const sample = await load(task, contestant.base, id, running, round === 0 ? 1 : secondsPerRound);
        if (round > 0) samples.set(task, [...(samples.get(task) ?? []), sample]);
      }
    }
  }
}

function print(entrants: readonly Entrant[]): void {
  const rate = (entrant: Entrant | undefined, task: Task) => middle(entrant, task, "requestsPerSecond");
  const named = (name: string) => entrants.find(({ contestant }) => contestant.name === name);
  for (const task of tasks) {
    const rows = entrants.map((entrant) => [
      entrant.contestant.name,
      count(rate(entrant, task)),
      `${middle(entrant, task, "p99")} ms`,
      `${middle(entrant, task, "cpuPerRequest").toFixed(0)} µs`,
      ratio(100 * rate(entrant, task), rate(named("bare node:http"), task), 0, "%"),
      ratio(rate(entrant, task), rate(named("Prism"), task), 1, "×"),
      count(entrant.samples.get(task)?.reduce((sum, { failures }) => sum + failures, 0) ?? 0),
    ]);
    const heading = `${task}: 10 connections, ${rounds} alternating rounds of ${secondsPerRound} s, medians`;
    printTable(heading, ["server", "requests/s", "p99", "CPU/request", "of bare", "of Prism", "failed"], rows);
  }
  const rows = entrants.map(({ contestant, running, memory }) => [
    contestant.name,
    `${running.startMs.toFixed(0)} ms`,
    ...memory.map((bytes) => (bytes === undefined ? "unknown" : megabytes(bytes))),
  ]);
  printTable("Start to first answer, and memory", ["server", "start", "idle", "after reads", "after creates"], rows);
}

function ratio(value: number, to: number, digits: number, unit: string): string {
  return to > 0 ? `${(value / to).toFixed(digits)} ${unit}` : "unknown";
}

function middle(entrant: Entrant | undefined, task: Task, figure: keyof Sample): number {
  return median(entrant?.samples.get(task)?.map((sample) => sample[figure]) ?? []);
}

import { operations } from "@mileapp/contract";
import autocannon from "autocannon";
import { cpuTime, type Running, residentMemory, startServer } from "./processes.ts";
import { count, median, megabytes, printTable } from "./report.ts";

interface Contestant {
  name: string;
  command: string;
  args: string[];
  base: string;
}

interface Sample {
  requestsPerSecond: number;
  p99: number;
  cpuPerRequest: number;
}

const contestants: Contestant[] = [
  {
    name: "mock",
    command: "node",
    args: ["apps/mock/src/main.ts", "--port", "4911", "--rate-limit", "off", "--quiet"],
    base: "http://127.0.0.1:4911/api/v3",
  },
  {
    name: "prism mock",
    command: "prism",
    args: ["mock", "--port", "4912", "spec/dist/openapi.json"],
    base: "http://127.0.0.1:4912",
  },
];

const rounds = 4;
const secondsPerRound = 4;

/** Loads the mock and stock Prism in turns with the same requests, 10 connections each. */
export async function measureMock(): Promise<void> {
  const servers: {
    contestant: Contestant;
    running: Running;
    idle: number | undefined;
    samples: Map<string, Sample[]>;
  }[] = [];
  for (const contestant of contestants) {
    const running = await startServer(contestant.command, contestant.args, [`${contestant.base}/hubs`]);
    servers.push({ contestant, running, idle: residentMemory(running.child.pid), samples: new Map() });
  }
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const server of servers) {
        for (const path of ["/hubs", "/tasks"].filter(isDocumented)) {
          const sample = await load(server.contestant.base + path, server.running);
          if (round > 0) server.samples.set(path, [...(server.samples.get(path) ?? []), sample]); // round 0 warms up
        }
      }
    }
    const rows = servers.flatMap(({ contestant, running, idle, samples }) =>
      [...samples].map(([path, list]) => [
        `${contestant.name}, GET ${path}`,
        count(median(list.map((sample) => sample.requestsPerSecond))),
        `${median(list.map((sample) => sample.p99))} ms`,
        `${median(list.map((sample) => sample.cpuPerRequest)).toFixed(0)} µs`,
        `${running.startMs.toFixed(0)} ms`,
        memory(idle),
        memory(residentMemory(running.child.pid)),
      ]),
    );
    const heading = `Mock beside stock Prism: 10 connections, ${rounds} alternating rounds of ${secondsPerRound} s, medians`;
    printTable(heading, ["server", "requests/s", "p99", "CPU/request", "start", "RSS idle", "RSS loaded"], rows);
  } finally {
    await Promise.all(servers.map(({ running }) => running.stop()));
  }
}

const isDocumented = (path: string) =>
  operations.some((operation) => operation.path === path && operation.method === "GET");

const memory = (bytes: number | undefined) => (bytes === undefined ? "unknown" : megabytes(bytes));

async function load(url: string, running: Running): Promise<Sample> {
  const before = cpuTime(running.child.pid) ?? Number.NaN;
  const result = await autocannon({
    url,
    connections: 10,
    duration: secondsPerRound,
    headers: { authorization: "Bearer bench", accept: "application/json" },
  });
  const used = (cpuTime(running.child.pid) ?? Number.NaN) - before;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url} answered ${result.non2xx} errors, ${result.errors} connections failed`);
  return {
    requestsPerSecond: result.requests.average,
    p99: result.latency.p99,
    cpuPerRequest: used / result.requests.total,
  };
}

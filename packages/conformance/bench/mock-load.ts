import autocannon from "autocannon";
import { headers, request } from "./mock-work.ts";
import { cpuTime, type Running } from "./processes.ts";

/** What one round of load showed. */
export interface Sample {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  /** CPU of the server's processes per request, in microseconds. */
  readonly cpuPerRequest: number;
  /** Answers other than 2xx, and connections that broke. */
  readonly failures: number;
}

/** The three things that are asked, in the order in which they are asked. */
export const tasks = ["list 20", "read one", "create"] as const;
export type Task = (typeof tasks)[number];

/** Loads a server with one kind of request over ten connections. */
export async function load(task: Task, base: string, id: string, running: Running, seconds: number): Promise<Sample> {
  const { pid } = running.child;
  const before = cpuTime(pid) ?? Number.NaN;
  const result = await autocannon({ connections: 10, duration: seconds, headers, ...asked(task, base, id) });
  const used = (cpuTime(pid) ?? Number.NaN) - before;
  return {
    requestsPerSecond: result.requests.average,
    p99: result.latency.p99,
    cpuPerRequest: used / result.requests.total,
    failures: result.non2xx + result.errors,
  };
}

function asked(task: Task, base: string, id: string): { url: string; method: "GET" | "POST"; body?: string } {
  if (task === "create") return { url: `${base}/task`, method: "POST", body: request };
  return { url: task === "list 20" ? `${base}/tasks?limit=20` : `${base}/task/${id}`, method: "GET" };
}

import { basePath } from "@mileapp/contract";
import { createMock, type Mock, type MockRequest } from "@mileapp/mock";
import { headers, request } from "./mock-work.ts";
import { count, printTable } from "./report.ts";

const sizes = [1_000, 10_000, 100_000];
const calls = 5_000;

const list = (query: string): MockRequest => {
  return { method: "GET", url: `${basePath}/tasks?limit=20${query}`, headers, body: undefined };
};
const body = new TextEncoder().encode(request);
const create: MockRequest = { method: "POST", url: `${basePath}/task`, headers, body };

// Creating comes last: it makes the tasks more.
const work: Readonly<Record<string, MockRequest>> = {
  "list of 20": list(""),
  filtered: list("&status=UNASSIGNED"),
  "filtered and sorted": list("&status=UNASSIGNED&sortBy=title&sortOrder=asc"),
  "a late page": list("&page=40"),
  create,
};

/** What a list and a create cost as the number of tasks grows, without HTTP around it. */
export async function measureCosts(): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const mock = createMock({ rateLimit: { requests: 1_000_000 } });
    await fill(mock, size);
    const costs = Object.values(work).map((one) => costOf(mock, one));
    rows.push([`${count(size)} tasks`, ...costs.map((cost) => `${cost.toFixed(1)} µs`)]);
  }
  printTable(
    `CPU in process, mean of ${count(calls)} calls after as many to warm up`,
    ["", ...Object.keys(work)],
    rows,
  );
}

async function fill(mock: Mock, size: number): Promise<void> {
  for (let made = 0; made < size; made += 1) {
    const { status } = await mock.handle(create);
    if (status >= 300) throw new Error(`the mock refused task ${made + 1} with ${status}`);
  }
}

/** Microseconds of CPU per call, once the code is warm: a mock serves thousands of requests in a minute's work. */
function costOf(mock: Mock, one: MockRequest): number {
  for (let call = 0; call < calls; call += 1) mock.handle(one);
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) mock.handle(one);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

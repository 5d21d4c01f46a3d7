import { basePath } from "@mileapp/contract";
import { createMock, type Mock } from "@mileapp/mock";
import { headers, request } from "./mock-work.ts";
import { count, printTable } from "./report.ts";

const sizes = [1_000, 10_000, 100_000];
const calls = 5_000;

const queries: Readonly<Record<string, string>> = {
  plain: "limit=20",
  filtered: "limit=20&status=UNASSIGNED",
  "filtered and sorted": "limit=20&status=UNASSIGNED&sortBy=title&sortOrder=asc",
  "a late page": "limit=20&page=40",
};

/** What a list costs as the number of tasks grows, without HTTP around it. */
export async function measureLists(): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const mock = createMock({ rateLimit: { requests: 1_000_000 } });
    await fill(mock, size);
    const costs = Object.values(queries).map((query) => costOf(mock, `${basePath}/tasks?${query}`));
    rows.push([`${count(size)} tasks`, ...costs.map((cost) => `${cost.toFixed(1)} µs`)]);
  }
  printTable(`CPU per list of 20, in process, mean of ${count(calls)} calls`, ["", ...Object.keys(queries)], rows);
}

async function fill(mock: Mock, size: number): Promise<void> {
  const body = new TextEncoder().encode(request);
  for (let made = 0; made < size; made += 1) {
    const { status } = await mock.handle({ method: "POST", url: `${basePath}/task`, headers, body });
    if (status >= 300) throw new Error(`the mock refused task ${made + 1} with ${status}`);
  }
}

/** Microseconds of CPU per call. */
function costOf(mock: Mock, url: string): number {
  const list = () => mock.handle({ method: "GET", url, headers, body: undefined });
  for (let call = 0; call < 500; call += 1) list();
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) list();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

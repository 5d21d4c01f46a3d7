import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMock, defineHandler, type Mock } from "../src/index.ts";
import { valueAt } from "../src/json.ts";
import { authorized, hub, hubId, json } from "./support.ts";

let folder = "";
let file = "";
const open = new Set<Mock>();
const running = new Set<ChildProcess>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mock-"));
  file = join(folder, "mock.db");
});

afterEach(() => {
  for (const mock of open) mock.close();
  for (const child of running) child.kill("SIGKILL");
  open.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** A mock on the file of this test. */
function start(options: Parameters<typeof createMock>[0] = {}): Mock {
  const mock = createMock({ rateLimit: false, data: file, ...options });
  open.add(mock);
  return mock;
}

function stop(mock: Mock): void {
  mock.close();
  open.delete(mock);
}

async function send(mock: Mock, method: string, path: string, body?: unknown) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { ...authorized, ...(body !== undefined && json) };
  const response = await mock.fetch(new Request(`http://mock/api/v3${path}`, { method, headers, ...init }));
  const answer: unknown = await response.json();
  return { status: response.status, data: valueAt(answer, "/data"), id: valueAt(answer, "/data/_id") };
}

const names = async (mock: Mock) => {
  const { data } = await send(mock, "GET", "/hubs?limit=100");
  return Array.isArray(data) ? data.map(({ name }) => name) : [];
};

test("what was written is there after a restart, in the same order; what was deleted stays gone", async () => {
  const first = start();
  await send(first, "POST", "/hub", hub);
  const { id } = await send(first, "POST", "/hub", { ...hub, name: "Tuban" });
  await send(first, "POST", "/hub", { ...hub, name: "Kediri" });
  await send(first, "DELETE", `/hub/${id}`);
  const before = await send(first, "GET", "/hubs?limit=100");
  stop(first);
  const second = start();
  expect((await send(second, "GET", "/hubs?limit=100")).data).toEqual(before.data);
});

test("an organization that nobody has written to begins with the seed of the day", async () => {
  const first = start();
  await names(first);
  stop(first);
  const second = start({ seed: { hubs: [] } });
  expect(await names(second)).toEqual([]);
});

test("ids are never given twice, even when the clock stands still over a restart", async () => {
  const ids = new Set<unknown>();
  for (let run = 0; run < 3; run += 1) {
    const mock = start({ now: () => Date.UTC(2026, 2, 9) });
    for (const name of ["a", "b"]) {
      const { id } = await send(mock, "POST", "/hub", { ...hub, name: `${name}${run} hub` });
      ids.add(id);
    }
    stop(mock);
  }
  expect(ids.size).toBe(6);
});

test("a request whose handler breaks in the middle has changed nothing, neither now nor after a restart", async () => {
  const broken = defineHandler("listHubs", (call) => {
    for (const entry of [...call.records.entries()]) call.records.delete(entry.key);
    throw new Error("broken");
  });
  const first = start({ handlers: [broken] });
  expect((await send(first, "GET", "/hubs")).status).toBe(500);
  stop(first);
  const second = start();
  expect(await names(second)).toEqual(["Malang", "Surabaya"]);
});

test("an export and an import that a restart has interrupted have failed", async () => {
  const first = start();
  await send(first, "POST", "/tasks/export", { download: "json", background: true });
  const form = new FormData();
  form.append("file", new File(["dataId,name,unit,price\r\nPROD-0001,Rice,Sack,1\r\n"], "products.csv"));
  form.append("dataTypeId", "695db394c4d1e2f3a4b50702");
  const init = { method: "POST", headers: authorized, body: form };
  const queued: unknown = await (await first.fetch(new Request("http://mock/api/v3/data/import", init))).json();
  const path = `/import-monitoring/${valueAt(queued, "/data/_id")}`;
  expect((await send(first, "GET", path)).data).toMatchObject({ status: "onprocess" });
  stop(first);
  const second = start();
  expect((await send(second, "GET", path)).data).toMatchObject({ status: "failed", totalValid: 0, totalInvalid: 1 });
  const { data } = await send(second, "GET", "/tasks/export-log");
  expect(valueAt(data, "/0/_source")).toMatchObject({ status: "Failed", fileUrl: null, totalRecords: 0 });
});

test("a reset empties the file as well", async () => {
  const first = start();
  await send(first, "POST", "/hub", hub);
  first.control.reset();
  stop(first);
  expect(await names(start())).toEqual(["Malang", "Surabaya"]);
});

test("a restored snapshot is what the file holds", async () => {
  const first = start();
  await send(first, "POST", "/hub", hub);
  const snapshot = first.control.snapshot();
  await send(first, "POST", "/hub", { ...hub, name: "Tuban" });
  first.control.restore(snapshot);
  stop(first);
  expect(await names(start())).toEqual(["Gresik", "Malang", "Surabaya"]);
});

test("a file that another mock uses is refused", () => {
  start();
  expect(() => start()).toThrow(`${file} is in use by another process.`);
});

test("a mock that can't be made does not keep the file", () => {
  expect(() => start({ faults: { rates: { 503: 5 } } })).toThrow("rates.503");
  expect(() => start({ scenario: "none" })).toThrow('There is no scenario "none"');
  start();
});

test("a file that is no database is refused, and so is one in a folder that does not exist", () => {
  writeFileSync(file, "a shopping list that is long enough to be looked at by the database ".repeat(20));
  expect(() => start()).toThrow(`${file} is not a database.`);
  expect(() => start({ data: join(folder, "none", "mock.db") })).toThrow("its own folder must exist");
  expect(() => start({ data: folder })).toThrow("It must be no folder");
  expect(() => start({ data: ":memory:" })).toThrow(":memory: is not the path of a file.");
});

test("a file of another program or of a newer format is refused and left as it is", () => {
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE notes (text TEXT)");
  expect(() => start()).toThrow();
  database.close();
  expect(() => start()).toThrow(`${file} is the database of another program.`);
  rmSync(file);
  stop(start());
  const newer = new DatabaseSync(file);
  newer.exec("PRAGMA user_version = 99");
  newer.close();
  expect(() => start()).toThrow(`${file} has the format 99`);
});

test("a file with a damaged record is named when the record is asked for", async () => {
  const first = start();
  await send(first, "POST", "/hub", hub);
  stop(first);
  const database = new DatabaseSync(file);
  database.exec("UPDATE records SET value = substr(value, 2)");
  database.close();
  const faults: unknown[] = [];
  const second = start({ onFault: (fault) => faults.push(fault) });
  expect((await send(second, "GET", "/hubs")).status).toBe(500);
  expect(faults).toMatchObject([{ message: `${file} is damaged. Restore it or choose another file.` }]);
});

test("a write and a reset that the file can't take have changed nothing", async () => {
  const mock = start();
  await send(mock, "POST", "/hub", hub);
  const trigger = (event: string) => `CREATE TRIGGER no_${event} BEFORE ${event} ON records
    BEGIN SELECT RAISE(ABORT, 'no'); END`;
  stop(mock);
  const database = new DatabaseSync(file);
  database.exec(`${trigger("INSERT")}; ${trigger("DELETE")}`);
  database.close();
  const stuck = start();
  expect((await send(stuck, "POST", "/hub", { ...hub, name: "Tuban" })).status).toBe(500);
  const before = stuck.control.health().records;
  expect(() => stuck.control.reset()).toThrow(`${file} can't be used`);
  expect(stuck.control.health().records).toBe(before);
  expect(await names(stuck)).toEqual(["Gresik", "Malang", "Surabaya"]);
});

/** The command line on the file of this test. */
async function serve(): Promise<{ child: ChildProcess; url: string }> {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const args = [main, "--port", "0", "--rate-limit", "off", "--data", file, "--quiet"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  running.add(child);
  const [line] = await once(child.stdout, "data");
  return { child, url: String(line).replace("Mock ready: ", "").trim() };
}

const rowsPerBatch = 25;

/** What a client has tried and what was acknowledged, by the name that the records begin with. */
interface Tally {
  readonly tried: string[];
  readonly acknowledged: Set<string>;
}

/** Creates one hub and then a batch of vehicles, again and again, until the server is gone. */
async function writeUntilGone(url: string, client: string, tally: Tally): Promise<void> {
  const post = async (path: string, name: string, body: unknown) => {
    tally.tried.push(name);
    const init = { method: "POST", headers: { ...authorized, ...json }, body: JSON.stringify(body) };
    const response = await fetch(url + path, init);
    await response.text();
    if (response.status === 200) tally.acknowledged.add(name);
  };
  try {
    for (let count = 0; ; count += 1) {
      const tag = `${client}-${count}`;
      await post("/hub", `Hub ${tag}`, { ...hub, name: `Hub ${tag}` });
      const row = (index: number) => ({ name: `Van ${tag} ${index}`, assignee: "", hubId });
      const vehicles = Array.from({ length: rowsPerBatch }, (_, index) => row(index));
      await post("/vehicles", `Van ${tag}`, { vehicles });
    }
  } catch {
    // The server is gone, as planned.
  }
}

/** How many stored records begin with each name. */
function countStored(mock: Mock): Map<string, number> {
  const counts = new Map<string, number>();
  const content = mock.control.snapshot().organizations.get("acme");
  for (const { value } of [...(content?.get("hubs") ?? []), ...(content?.get("vehicles") ?? [])]) {
    const name = String(value.name).split(" ").slice(0, 2).join(" ");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

test("kill -9 under write load loses no acknowledged write and leaves no batch half done", async () => {
  const tally: Tally = { tried: [], acknowledged: new Set() };
  for (const [run, enough] of [5, 30, 12, 21].entries()) {
    const target = tally.acknowledged.size + enough;
    const { child, url } = await serve();
    const clients = ["a", "b", "c"].map((client) => writeUntilGone(url, `${run}${client}`, tally));
    while (tally.acknowledged.size < target) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill("SIGKILL");
    await Promise.all([once(child, "close"), ...clients]);
    running.delete(child);
  }
  const stored = countStored(start());
  for (const name of tally.tried) {
    const whole = name.startsWith("Van") ? rowsPerBatch : 1;
    expect(tally.acknowledged.has(name) ? [whole] : [0, whole], name).toContain(stored.get(name) ?? 0);
  }
});

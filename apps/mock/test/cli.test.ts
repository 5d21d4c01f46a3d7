import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { documentedSeed } from "../src/memory/documented-seed.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const running = new Set<ChildProcess>();

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mock-"));
});

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the command line; `lines` collects what it prints, `ended` resolves with its exit code. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output.stderr += chunk;
  });
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code, ...output };
  });
  return { child, output, ended, firstOutput: once(child.stdout, "data") };
}

test.each(["SIGTERM", "SIGINT"] as const)("prints one line when it is ready and ends with 0 on %s", async (signal) => {
  const { child, output, ended, firstOutput } = run("--port", "0");
  await firstOutput;
  const url = /^Mock ready: (http:\/\/127\.0\.0\.1:\d+\/api\/v3)\n$/.exec(output.stdout)?.[1];
  const response = await fetch(`${url}/hubs`, { headers: { authorization: "Bearer x" } });
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  child.kill(signal);
  const { code, stdout, stderr } = await ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: `Mock ready: ${url}\n` });
  expect(stderr).toMatch(/^[^\n]* 200 [^\n]* listHubs\n$/);
});

test("goes on when nobody reads its log any more", async () => {
  const started = run("--port", "0");
  const url = await addressOf(started);
  started.child.stderr.destroy();
  for (let count = 0; count < 3; count += 1) {
    expect((await fetch(`${url}/hubs`, { headers: { authorization: "Bearer x" } })).status).toBe(200);
  }
  started.child.kill("SIGTERM");
  expect(await started.ended).toMatchObject({ code: 0 });
});

test("a port in use is named together with the next free one", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, stdout, stderr } = await run("--port", String(port)).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^Port \d+ is in use\. Stop what runs there, or take the next free one: --port \d+\.\n$/);
  expect(Number(/--port (\d+)/.exec(stderr)?.[1])).toBeGreaterThan(port);
  taken.close();
});

test("an address that is not this machine's is named", async () => {
  const { code, stderr } = await run("--port", "0", "--host", "192.0.2.1").ended;
  expect(code).toBe(1);
  expect(stderr).toBe('This machine has no address "192.0.2.1". Try --host 127.0.0.1.\n');
});

test.each([
  [["--prot", "1"], "Unknown option '--prot'. See --help.\n"],
  [["--port", "99999"], '--port must be a whole number from 0 to 65535, not "99999". See --help.\n'],
  [["--rate-limit", "0"], '--rate-limit must be a whole number from 1 to 1000000 or "off", not "0". See --help.\n'],
  [["--body-limit", "1e3"], /^--body-limit must be a whole number from 1 to \d+, not "1e3"\. See --help\.\n$/],
  [
    ["--clock", "noon"],
    '--clock must be a datetime from 1970 to 2105 such as 2026-03-09T08:00:00Z, not "noon". See --help.\n',
  ],
  [["--clock", "2106-01-01"], /^--clock must be a datetime from 1970 to 2105 such/],
  [["--port", "-1"], "To specify an option argument starting with a dash use '--port=-XYZ'. See --help.\n"],
  [["extra"], "Unexpected argument 'extra'. See --help.\n"],
  [
    ["--rate-limit", "off", "--rate-penalty", "5"],
    "--rate-window and --rate-penalty need a limit, so --rate-limit can't be off. See --help.\n",
  ],
  [["--data", ""], "--data must not be empty. See --help.\n"],
  [["--scenario", "x"], "--scenario needs --scenarios with the file that defines it. See --help.\n"],
  [["--quiet", "--json"], "--quiet and --json exclude each other. See --help.\n"],
])("%j is refused with a message and exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await run(...args).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
});

test.each([
  ["--seed", "none.json", /^There is no file .*none\.json\. Give the path of a JSON file or one of the names/],
  ["--seed", "broken.json", /^.*broken\.json is not JSON: /],
  ["--seed", "wrong.json", /^.*wrong\.json can't be the seed:\n {2}hubs\[0\]: must have an _id\.\n$/],
  [
    "--seed",
    "lost.json",
    /^.*lost\.json can't be the seed:\n {2}teams\[0\] .*hubId names "0{24}", which is no _id in hubs\.\n$/,
  ],
  ["--seed", "latin1.json", /^.*latin1\.json is not JSON: /],
  ["--seed", ".", /^.* can't be read: /],
  ["--chaos", "wrong.json", /^.*wrong\.json: A fault plan has rates, operations and slowMs, not hubs\.\n$/],
  ["--scenarios", "empty.ts", /^.*empty\.ts exports no scenario: export what defineScenario returns\.\n$/],
  ["--scenarios", "twice.ts", /^.*twice\.ts, scenario a:\n {2}the name stands there twice\.\n$/],
  ["--scenarios", "seed.ts", /^.*seed\.ts, scenario a:\n {2}hubs\[0\]: must have an _id\.\n$/],
  ["--scenarios", "faults.ts", /^.*faults\.ts, scenario a:\n {2}rates\.503 must be a number from 0 to 1/],
  ["--scenarios", "none.ts", /^.*none\.ts can't be loaded: /],
  ["--data", "broken.json", /^.*broken\.json is not a database\. Choose another file\.\n$/],
])("%s with %s is refused with a message and exit code 1", async (flag, name, message) => {
  writeFileSync(join(folder, "broken.json"), "{ this is neither JSON nor a database ".repeat(40));
  writeFileSync(join(folder, "wrong.json"), JSON.stringify({ hubs: [{}] }));
  const [team] = documentedSeed().teams ?? [];
  writeFileSync(join(folder, "lost.json"), JSON.stringify({ teams: [{ ...team, hubId: "0".repeat(24) }] }));
  writeFileSync(join(folder, "latin1.json"), Buffer.from('{ "hubs": [], "\xe9": [] }', "latin1"));
  writeFileSync(join(folder, "empty.ts"), "export const nothing: number = 1;");
  writeFileSync(join(folder, "twice.ts"), 'export default [{ name: "a" }, { name: "a" }];');
  writeFileSync(join(folder, "seed.ts"), 'export const a = { name: "a", seed: { hubs: [{}] } };');
  writeFileSync(join(folder, "faults.ts"), 'export const a = { name: "a", faults: { rates: { 503: 5 } } };');
  const { code, stdout, stderr } = await run("--port", "0", flag, join(folder, name)).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(message);
});

test("--help explains the tokens, the flags and the control surface, and ends with 0", async () => {
  const { code, stdout } = await run("--help").ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/--data <file>.*acme~me.*Prefer: delay.*POST \/_mock\/reset/s);
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("a reader that goes away leaves no stack trace", async () => {
  const { child, ended } = run("--help");
  child.stdout.destroy();
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

test("seed, clock, faults, scenarios and log come from the flags, and the data outlives a SIGTERM", async () => {
  const index = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const code = `import { defineScenario } from ${JSON.stringify(index)};
    export const quiet = defineScenario("quiet", { seed: { roles: [] } });`;
  writeFileSync(join(folder, "scenarios.ts"), code);
  // Begins with the mark that some editors write.
  writeFileSync(join(folder, "seed.json"), '\ufeff{ "teams": [] }');
  writeFileSync(join(folder, "chaos.json"), '{ "rates": { "504": 1 }, "operations": ["listFlows"] }');
  const files = ["seed", "chaos", "scenarios"].flatMap((name) => [
    `--${name}`,
    join(folder, name === "scenarios" ? "scenarios.ts" : `${name}.json`),
  ]);
  const flags = [
    "--port",
    "0",
    "--json",
    "--clock",
    "2026-07-15T05:30:00Z",
    "--data",
    join(folder, "mock.db"),
    ...files,
  ];
  const first = run(...flags);
  const url = await addressOf(first);
  const headers = { authorization: "Bearer x", "content-type": "application/json" };
  const get = (path: string, prefer = "") =>
    fetch(`${url}${path}`, { headers: { ...headers, prefer } }).then((response) => response.text());
  expect(await get("/teams")).toContain('"total":0');
  expect(await get("/flows")).toContain("in time");
  expect(await get("/roles", "scenario=quiet")).not.toContain("Driver");
  const body = JSON.stringify({ name: "Gresik", address: "Jalan Perahu 4, Gresik 61111", lat: -7.16, lng: 112.65 });
  const created = await fetch(`${url}/hub`, { method: "POST", headers, body }).then((response) => response.text());
  expect(created).toContain("2026-07-15T05:30:");
  first.child.kill("SIGTERM");
  const { stderr } = await first.ended;
  const logged = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(logged.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    "listTeams 200",
    "listFlows 504",
    "listRoles 200",
    "createHub 200",
  ]);
  const second = run(...flags);
  const again = await fetch(`${await addressOf(second)}/hubs`, { headers }).then((response) => response.text());
  expect(again).toContain("Gresik");
});

test("--rate-limit and --body-limit reach the server, --quiet logs nothing", async () => {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  probe.close();
  await once(probe, "close");
  const { child, ended } = run("--port", String(port), "--rate-limit", "2", "--body-limit", "10", "--quiet");
  const url = `http://127.0.0.1:${port}/api/v3/hub`;
  const headers = { authorization: "Bearer x" };
  const first = await untilReachable(() => fetch(url, { method: "POST", headers, body: "x".repeat(11) }));
  expect(first.status).toBe(413);
  const statuses = [(await fetch(url, { headers })).status, (await fetch(url, { headers })).status];
  expect(statuses).toEqual([405, 429]);
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, stdout: `Mock ready: http://127.0.0.1:${port}/api/v3\n`, stderr: "" });
});

/** The address that a started command prints. */
async function addressOf({ output, firstOutput, ended }: ReturnType<typeof run>): Promise<string> {
  await Promise.race([firstOutput, ended]);
  if (output.stdout === "") throw new Error(output.stderr);
  return output.stdout.replace("Mock ready: ", "").trim();
}

async function untilReachable(send: () => Promise<Response>): Promise<Response> {
  for (;;) {
    try {
      return await send();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
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
  expect(await ended).toMatchObject({ code: 0, stdout: `Mock ready: ${url}\n`, stderr: "" });
});

test("a port in use is named together with the next one to try", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, stdout, stderr } = await run("--port", String(port)).ended;
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(`Port ${port} is in use. Stop what runs there or try --port ${port + 1}.\n`);
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
])("%j is refused with a message and exit code 2", async (args, message) => {
  const { code, stdout, stderr } = await run(...args).ended;
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
});

test("--help explains the tokens and ends with 0", async () => {
  const { code, stdout } = await run("--help").ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/acme~me.*curl|curl.*acme~me/s);
});

test("--rate-limit and --body-limit reach the server, --quiet keeps it silent", async () => {
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
  expect(await ended).toMatchObject({ code: 0, stdout: "", stderr: "" });
});

async function untilReachable(send: () => Promise<Response>): Promise<Response> {
  for (;;) {
    try {
      return await send();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

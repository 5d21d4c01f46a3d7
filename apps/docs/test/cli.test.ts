import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { served } from "./site.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

type Ending = { code: number | null; out: string; err: string };

function run(args: string[]): { child: ChildProcess; ended: Promise<Ending>; firstLine: Promise<string> } {
  const child = spawn(process.execPath, [main, ...args]);
  const said = { out: "", err: "" };
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      said.out += chunk;
      if (said.out.includes("\n")) resolve(said.out);
    });
  });
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = once(child, "close").then(([code]) => ({ code, ...said }));
  return { child, ended, firstLine };
}

test("it says in one line where the docs are, serves them, and ends on SIGTERM", async () => {
  const { child, ended, firstLine } = run(["--port", "0"]);
  const [, url] = /^Docs ready: (http:\/\/127\.0\.0\.1:\d+\/)\n$/.exec(await firstLine) ?? [];
  expect(url).toBeDefined();
  expect((await fetch(String(url))).status).toBe(200);
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, err: "" });
});

test("--help tells the options and their defaults", async () => {
  const { code, out } = await run(["--help"]).ended;
  expect(code).toBe(0);
  for (const word of ["--port", "4000", "--host", "127.0.0.1", "--mock", "http://127.0.0.1:4010/api/v3"]) {
    expect(out).toContain(word);
  }
});

test.each([
  [["--port", "many"], '--port takes a number from 0 to 65535, not "many".'],
  [["--port", "65536"], "--port takes a number"],
  [["--mock", "elsewhere"], '--mock: "elsewhere" is not an http or https address.'],
  [["--colour"], "--colour"],
])("%j ends with code 2 and a message that names the flag", async (args, message) => {
  const { code, out, err } = await run(args).ended;
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
  expect(err).not.toMatch(/^\s+at /m);
});

test("a port in use ends with code 1 and says what to do", async () => {
  await served(async (url) => {
    const { port } = new URL(url);
    const { code, err } = await run(["--port", port]).ended;
    expect(code).toBe(1);
    expect(err).toBe(
      `Port ${port} is in use. Stop the program that holds it, or choose another one, such as --port ${Number(port) + 1}.\n`,
    );
  });
});

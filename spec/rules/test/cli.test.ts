import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { redocly } from "../../redocly.ts";
import { configFile } from "./lint.ts";

/** Runs `redocly lint` as `npm run lint` does. */
async function lint(...args: string[]): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await redocly("lint", ...args);
  return { code, output: stdout + stderr };
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

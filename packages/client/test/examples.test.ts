import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile, makeRoom } from "./compile.ts";

const resources = join(import.meta.dirname, "../src/generated/resources");
// What an example names instead of showing it.
const head = `import { createClient } from "../../src/index.ts";
declare const body: never;
declare const file: Blob;
const mile = createClient({ token: "t" });
`;

test("every example call in the doc comments compiles", async () => {
  const sources = await Promise.all((await readdir(resources)).map((name) => readFile(join(resources, name), "utf8")));
  const calls = sources.flatMap((source) =>
    [...source.matchAll(/@example\n(.+?) +\*\/\n/gs)].map(([, call = ""]) => call),
  );
  expect(calls.length).toBeGreaterThan(0);
  const room = await makeRoom("examples");
  await writeFile(join(room, "calls.ts"), head + calls.join("").replaceAll(/^ +\* /gm, ""));
  expect(await compile(room)).toBe("");
  await rm(room, { recursive: true });
});

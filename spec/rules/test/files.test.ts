// What one file of the document may hold: its rooms stay small enough to be read at one go.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const cwd = fileURLToPath(new URL("../..", import.meta.url));
const files = (pattern: string) => globSync(pattern, { cwd });

test("every path file is under 150 lines", () => {
  const paths = files("resources/*/paths/*.yaml");
  expect(paths.length).toBeGreaterThan(0);
  const long = paths.filter((path) => readFileSync(`${cwd}/${path}`, "utf8").trimEnd().split("\n").length >= 150);
  expect(long).toEqual([]);
});

test("no two schema files have the same name, because the name is that of the type", () => {
  const names = files("{common,webhooks,resources/*}/schemas/*.yaml").map((path) => basename(path, ".yaml"));
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
});

// What the last release has promised is kept, or the version says that it is not.
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { compare } from "../../release/compare.ts";
import { bundle, lastRelease, promiseOf } from "../../release/promise.ts";
import { configFile } from "./lint.ts";

const released = lastRelease();

test("the version says what has changed since the last release", async () => {
  expect(existsSync(configFile)).toBe(true);
  const { declared, report } = await compare(released, promiseOf(bundle()));
  expect(declared ? "" : report).toBe("");
}, 120_000);

test("a removed operation and a new required property need another version, and with it they pass", async () => {
  const broken = (version: string) => {
    const document = JSON.parse(released);
    delete document.paths["/hubs"];
    document.components.schemas.HubInput.required.push("country");
    return JSON.stringify({ ...document, info: { ...document.info, version } });
  };
  const { version } = JSON.parse(released).info;
  const silent = await compare(released, broken(version));
  expect(silent.declared).toBe(false);
  expect(silent.report).toContain("Path `/hubs` was removed");
  expect(silent.report).toContain("became required: `country`");
  const [major = "0"] = version.split(".");
  expect((await compare(released, broken(`${Number(major) + 1}.0.0`))).declared).toBe(true);
}, 120_000);

test("prose, examples and our own extensions are no promise, names like theirs are", () => {
  const document = (more: object) =>
    JSON.stringify({ info: { title: "Crates", version: "1.0.0" }, components: { schemas: { Crate: more } } });
  const crate = { type: "object", properties: { title: { type: "string" }, "x-ray": { type: "string" } } };
  const told = { ...crate, title: "Crate", description: "Holds goods.", examples: [{ title: "A1" }], "x-unique": true };
  expect(promiseOf(document(told))).toBe(promiseOf(document(crate)));
  expect(promiseOf(document(crate))).toContain('"title":{"type":"string"}');
  expect(promiseOf(document(crate))).toContain('"x-ray"');
});

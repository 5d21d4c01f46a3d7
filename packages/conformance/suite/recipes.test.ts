// What the guides show, as it is pasted: every call is made, and every program is compiled and run.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { folder as spec } from "@mileapp/spec/redocly";
import { describe, expect, inject, test } from "vitest";
import { type Block, blocksOfGuides } from "../src/guides.ts";
import { readBundle } from "../src/inventory/read.ts";
import { choices, isObject, objects, stated } from "../src/inventory/schema.ts";

const run = promisify(execFile);
const here = fileURLToPath(new URL("..", import.meta.url));
const documented = "http://127.0.0.1:4010/api/v3";
const blocks = blocksOfGuides();
const programs = blocks.filter(({ language }) => language === "ts");
const calls = blocks.filter(
  ({ language, code }) => language === "sh" && /curl "?http:/.test(code) && code.includes(documented),
);
const document = readBundle();
const componentId = { $ref: "#/components/schemas/FlowComponentId" };
const mock = inject("targets").find(({ kind }) => kind === "mock");

/** What the program below each heading prints. */
const printed = new Map([
  ["Daily report of done tasks", /^Danu Ombak: [1-9]\d*$/m],
  ["Bulk upload from a sheet", /^2 created, 0 failed$/],
  ["Assign tasks", /^[1-9]\d* assigned, 0 failed$/],
  ["Working hours of drivers", /^danu\.ombak@kurirsamudra\.example: 8\.25 hours$/m],
  ["Sync master data", /^PROD-0001: update\nPROD-0011: create$/],
  ["Dispatch a route", /\d:\d\d:\d\d Toko Bahari.*\n[1-9]\d* dispatched, 0 failed$/s],
]);

/** Calls that the guides make to show a refusal. */
const refused = /Prefer: code=|"address": "Jalan Layang-Layang 8", "lat": -7.2214/;

test("each recipe has a program and a call", () => {
  const recipes = (some: Block[]) => some.filter(({ guide }) => guide === "recipes").map(({ heading }) => heading);
  expect(recipes(programs)).toEqual([...printed.keys()]);
  expect(recipes(calls)).toEqual([...printed.keys()]);
});

test("every program is correct TypeScript in the strictest settings", async () => {
  mkdirSync(join(here, "node_modules"), { recursive: true });
  const folder = mkdtempSync(join(here, "node_modules", "recipes-"));
  try {
    for (const [index, { code }] of programs.entries()) writeFileSync(join(folder, `recipe-${index}.mts`), code);
    const config = { extends: "@mileapp/toolchain/tsconfig.json", include: ["*.mts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { stdout } = await run("tsc", ["-p", folder], { shell: process.platform === "win32" }).catch(
      (error) => error,
    );
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the guide to fields of your own lists exactly the reserved names of the document", () => {
  const text = readFileSync(join(spec, "guides", "flow-fields.md"), "utf8");
  const paragraph = /They are:\n\n(.*?)\.\n/s.exec(text)?.[1] ?? "";
  const listed = [...paragraph.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual(choices(document, stated(document, componentId, "not")[0]).sort());
});

test("every link inside the page leads to a guide, a heading or a resource", () => {
  const { description } = isObject(document.info) ? document.info : {};
  const { headings, links } = linksOf(String(description));
  const tags = objects(document.tags).map(({ name }) => `#/${slug(String(name))}`);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !headings.includes(link) && !tags.includes(link))).toEqual([]);
});

describe.runIf(mock !== undefined)("against the mock", () => {
  const base = mock?.base ?? "";
  // An organization of its own for each, so that none meets what another one has changed.
  const token = (index: number) => `guide-${index}~dispatcher`;

  test.for(programs.map((program, index) => [program.heading, program, index] as const))(
    "the program under “%s” does what it says",
    async ([heading, { code }, index]) => {
      expect(code).toContain(documented);
      const env = { ...process.env, MILEAPP_URL: base, MILEAPP_TOKEN: token(index) };
      const args = ["--input-type=module-typescript", "--eval", code];
      const { stdout } = await run("node", args, { cwd: here, env });
      expect(stdout.trim()).toMatch(printed.get(heading) ?? /./);
    },
  );

  test.for(calls.map((call, index) => [call.guide, call.heading, call, index] as const))(
    "the call in %s under “%s” is answered as the guide says",
    async ([, , { code }, index]) => {
      const env = { ...process.env, TOKEN: token(programs.length + index) };
      const { stdout } = await run("sh", ["-c", code.replaceAll(documented, base)], { env });
      const answer: unknown = JSON.parse(stdout);
      if (refused.test(code)) expect(answer).toMatchObject({ status: false, message: expect.stringMatching(/./) });
      else expect(answer).not.toMatchObject({ status: false });
    },
  );
});

/** The addresses of the headings of a page, as the docs build them, and the links to addresses on it. */
function linksOf(text: string): { headings: string[]; links: string[] } {
  let guide = "";
  const headings = [...text.replaceAll(/^```.*?^```$/gms, "").matchAll(/^(#+) (.+)$/gm)].map(
    ([, level, title = ""]) => {
      if (level === "#") guide = `#/section/${slug(title)}`;
      return level === "#" ? guide : `${guide}/${slug(title)}`;
    },
  );
  return { headings, links: [...text.matchAll(/\]\((#[^)]*)\)/g)].map(([, link = ""]) => link) };
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w ]/g, "")
    .replaceAll(" ", "-");
}

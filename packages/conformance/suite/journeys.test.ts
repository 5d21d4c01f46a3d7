// What users do from beginning to end, as Redocly's command line plays it from spec/workflows/.
import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redocly, folder as spec } from "@mileapp/spec/redocly";
import { beforeAll, describe, expect, inject, test } from "vitest";

const files = globSync("workflows/*.arazzo.yaml", { cwd: spec }).sort();
const mock = inject("targets").find(({ kind }) => kind === "mock");

test("every journey is well-formed", async () => {
  const { code, stdout, stderr } = await redocly("lint", ...files, "--config", "redocly.yaml");
  const output = stdout + stderr;
  // The rules for the document itself have nothing to do here, and Redocly says so.
  expect(output.replace(/^\[WARNING\] Unused .*$/gm, "")).not.toMatch(/\berror|\bwarning/i);
  expect(output).toContain("valid");
  expect(code).toBe(0);
});

describe.runIf(mock !== undefined)("against the mock", () => {
  let report: Report;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "journeys-"));
    const json = join(folder, "report.json");
    const server = ["--server", `api=${mock?.base}`, "--input", "token=journeys~dispatcher"];
    const { stdout, stderr } = await redocly("respect", ...files, ...server, "--json-output", json);
    report = JSON.parse(await readFile(json, "utf8").catch(() => Promise.reject(new Error(stdout + stderr))));
    await rm(folder, { recursive: true });
  });

  test.for(files)("%s ends as its user expects, and every answer is as documented", (file) => {
    const { executedWorkflows = [] } = report.files[file] ?? {};
    const checks = executedWorkflows.flatMap(({ executedSteps }) =>
      executedSteps.flatMap(({ stepId, checks }) => checks.map((check) => ({ step: stepId, ...check }))),
    );
    expect(checks.length).toBeGreaterThan(3);
    expect(
      checks.filter(({ status }) => status !== "success").map(({ step, name, message }) => ({ step, name, message })),
    ).toEqual([]);
  });
});

/** The part of Redocly's report that is read here. */
interface Report {
  files: Record<string, { executedWorkflows: { executedSteps: Step[] }[] } | undefined>;
}
interface Step {
  stepId: string;
  checks: { name: string; message?: string; status: string }[];
}

// The README's examples, as they are pasted.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, inject, test } from "vitest";

const run = promisify(execFile);
const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const here = fileURLToPath(new URL(".", import.meta.url));
const documented = "http://127.0.0.1:4010/api/v3";
const mock = inject("targets").find(({ kind }) => kind === "mock");

describe.runIf(mock !== undefined)("the README's first calls", () => {
  const base = mock?.base ?? "";

  test("the program creates a task through the SDK", async () => {
    const program = /<<'END'\n(.*?)\nEND\n/s.exec(readme)?.[1] ?? "";
    expect(program).toContain(documented);
    const args = ["--input-type=module-typescript", "--eval", program.replaceAll(documented, base)];
    const { stdout } = await run("node", args, { cwd: here });
    expect(stdout).toMatch(/^[0-9a-f]{24} is (UNASSIGNED|ONGOING)\n$/);
  });

  test("the curl lines read the hubs and ask for a fault", async () => {
    const lines = [...readme.matchAll(/^curl .*$/gm)].map(([line]) => line.replaceAll(documented, base));
    expect(lines).toHaveLength(2);
    const answers = await Promise.all(
      lines.map((line) => run("sh", ["-c", line]).then(({ stdout }) => JSON.parse(stdout))),
    );
    expect(answers[0]).toMatchObject({ status: true, data: [{ name: expect.any(String) }, {}] });
    expect(answers[1]).toMatchObject({ status: false, message: expect.any(String) });
  });
});

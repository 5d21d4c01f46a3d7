import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redocly } from "../redocly.ts";

/** Whether the version of `now` says what has changed since `before`, and what that is, in words for people. */
export async function compare(before: string, now: string): Promise<{ declared: boolean; report: string }> {
  const directory = await mkdtemp(join(tmpdir(), "release-"));
  const [base, revision] = [join(directory, "release.json"), join(directory, "now.json")];
  try {
    await Promise.all([writeFile(base, before), writeFile(revision, now)]);
    const options = ["--check-version", "--fail-on", "none", "--config", "release/redocly.yaml"];
    const { code, stdout, stderr } = await redocly("diff", base, revision, ...options);
    return { declared: code === 0, report: (stdout + stderr).replaceAll(`${directory}/`, "").trim() };
  } finally {
    await rm(directory, { recursive: true });
  }
}

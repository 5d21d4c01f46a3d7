import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Has Redocly's command line build one page, with everything inside it, from an OpenAPI document.
 * @throws {Error} with the command's own words when it fails.
 */
export async function renderPage(document: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mileapp-docs-"));
  try {
    const source = join(folder, "openapi.json");
    const page = join(folder, "index.html");
    await writeFile(source, JSON.stringify(document));
    await buildDocs([source, "--output", page]);
    return await readFile(page, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildDocs(args: string[]): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve("@redocly/cli/bin/cli.js"));
  const command = [cli, "build-docs", "--inlineBundle", "--template", "site/template.hbs", "--config", "redocly.yaml"];
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: app,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_NOTIFICATIONS: "true", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  child.stderr.on("data", (chunk) => (said += chunk));
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (status !== 0) throw new Error(`redocly build-docs ended with code ${status}:\n${said}`);
}

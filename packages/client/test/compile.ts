import { execFile } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

const client = join(import.meta.dirname, "..");

/** A new folder within the package, where imports resolve as they do for its own sources. Remove it after use. */
export async function makeRoom(name: string): Promise<string> {
  await mkdir(join(client, "dist"), { recursive: true });
  return mkdtemp(join(client, "dist", `${name}-`));
}

/** What the project's TypeScript says about all files in a folder, under the project's settings; nothing if all is well. */
export async function compile(folder: string): Promise<string> {
  const config = { extends: "@mileapp/toolchain/tsconfig.json", include: ["."] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(client, "../../node_modules/typescript/bin/tsc");
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "-p", folder], (error, stdout) => resolve(stdout || (error?.message ?? "")));
  });
}

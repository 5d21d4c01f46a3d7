import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { buildSite } from "./build/site.ts";
import { distFolder } from "./dist.ts";

await buildSite(await readFile(fileURLToPath(import.meta.resolve("@mileapp/spec/openapi.json"))), distFolder);

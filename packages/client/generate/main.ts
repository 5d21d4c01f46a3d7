// Writes src/generated/ from the bundled document.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Document, DocumentError } from "./document.ts";
import { generatedFiles } from "./files.ts";

const bundle = fileURLToPath(import.meta.resolve("@mileapp/spec/openapi.json"));
const target = join(import.meta.dirname, "../src/generated");

async function readBundle(): Promise<Document> {
  try {
    // Boundary: the bundle has passed the document's own lint.
    return JSON.parse(await readFile(bundle, "utf8")) as Document;
  } catch (cause) {
    throw new DocumentError(`${bundle} can't be read. Build it first: npm run build`, { cause });
  }
}

try {
  const files = await generatedFiles(await readBundle());
  // Everything is ready before the old files go: a document that is refused leaves a client that works.
  await rm(target, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), text);
  }
} catch (error) {
  if (!(error instanceof DocumentError)) throw error;
  console.error(`The client can't be generated. ${error.message}`);
  process.exitCode = 1;
}

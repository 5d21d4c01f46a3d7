import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedFiles } from "../generate/files.ts";
import { compile, makeRoom } from "./compile.ts";
import { harbour } from "./document.ts";
import { startServer } from "./server.ts";

// A whole client of another document: the runtime of this package with files generated for the harbour.
let folder = "";

beforeAll(async () => {
  folder = await makeRoom("harbour");
  const source = join(import.meta.dirname, "../src");
  await cp(source, folder, { recursive: true, filter: (path) => basename(path) !== "generated" });
  for (const [path, text] of await generatedFiles(harbour)) {
    await mkdir(dirname(join(folder, "generated", path)), { recursive: true });
    await writeFile(join(folder, "generated", path), text);
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const use = `
import { createClient, type Ship } from "./index.ts";
const mile = createClient({ token: "t" });
const ship: Promise<Ship> = mile.ships.move("a", "b", { tug: "Otter" }, { since: "today" });
export const name: string = (await ship).name;
export const shown: Blob = await mile.ships.viewPhoto();
await mile.ships.uploadPhoto({ photo: new Blob(["x"]) }, { signal: AbortSignal.timeout(1) });
// @ts-expect-error A required query can't be left out.
await mile.ships.move("a", "b", {});
// @ts-expect-error A file is a Blob.
await mile.ships.uploadPhoto({ photo: "x" });
// @ts-expect-error No such property.
(await ship).mast;
`;

test("it compiles under the strict TypeScript 7 of the project, and its types hold callers to the document", async () => {
  await writeFile(join(folder, "use.ts"), use);
  expect(await compile(folder)).toBe("");
});

async function clientFor(baseUrl: string) {
  const { createClient } = await import(pathToFileURL(join(folder, "index.ts")).href);
  return createClient({ token: "t", baseUrl });
}

test("path parameters come first, then the body, then the query", async () => {
  await using server = await startServer();
  await (await clientFor(server.url)).ships.move("a", "b", { tug: "Otter" }, { since: "today" });
  expect(server.arrived).toMatchObject([{ url: "/api/v3/ships/a/berth/b?since=today", body: '{"tug":"Otter"}' }]);
});

test("a form is sent as multipart/form-data, with its file, its texts and one part per list element", async () => {
  await using server = await startServer();
  const photo = new File(["pixels"], "bow.jpg", { type: "image/jpeg" });
  const body = { photo, note: "Port side", tags: ["a", "b"], missing: undefined };
  await (await clientFor(server.url)).ships.uploadPhoto(body);
  const [{ headers, body: sent } = { headers: {}, body: "" }] = server.arrived;
  const form = await new Response(sent, { headers: { "Content-Type": String(headers["content-type"]) } }).formData();
  expect([...form.keys()]).toEqual(["photo", "note", "tags", "tags"]);
  expect(form.get("photo")).toMatchObject({ name: "bow.jpg", type: "image/jpeg", size: 6 });
  expect(form.getAll("tags")).toEqual(["a", "b"]);
});

test("a file comes back as a Blob of its media type, and any Accept is sent for it", async () => {
  await using server = await startServer({ type: "image/png", body: "pixels" });
  const file: Blob = await (await clientFor(server.url)).ships.viewPhoto();
  expect([file.type, await file.text()]).toEqual(["image/png", "pixels"]);
  expect(server.arrived[0]?.headers.accept).toBe("*/*");
});

test("an HTML page in place of a file is an error", async () => {
  await using server = await startServer({ type: "text/html", body: "<html>" });
  const call = (await clientFor(server.url)).ships.viewPhoto();
  await expect(call).rejects.toThrow("GET /ships/photo answered 200 with text/html instead of a file.");
});

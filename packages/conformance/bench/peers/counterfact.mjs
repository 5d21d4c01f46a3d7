// Counterfact with routes written for the bench: memory and a token check, no limit.
// Runs in the folder where its packages are installed: node counterfact.mjs <port> <file with the work>
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { counterfact } from "counterfact";

const [port, file] = process.argv.slice(2);
const base = fileURLToPath(new URL("./counterfact-routes", import.meta.url));
const helper = new URL("./tasks.mjs", import.meta.url).href;

/** The document, cut down to what is asked; the routes are found by their file names. */
const open = (...names) => ({
  ...(names.length > 0 && {
    parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
  }),
  responses: { 200: { description: "Success.", content: { "application/json": { schema: { type: "object" } } } } },
});
const anything = { content: { "application/json": { schema: { type: "object" } } } };
const document = {
  openapi: "3.0.3",
  info: { title: "Tasks", version: "1" },
  paths: {
    "/tasks": { get: open() },
    "/task": { post: { ...open(), requestBody: anything } },
    "/task/{id}": { get: open("id") },
  },
};
const routes = {
  "_.context.ts": `import { createTasks } from "${helper}"; export class Context { tasks = createTasks(${JSON.stringify(file)}); }`,
  "tasks.ts":
    "export const GET = ($) => ({ status: 200, contentType: 'application/json', body: $.context.tasks.list(20) });",
  "task.ts":
    "export const POST = ($) => ({ status: 200, contentType: 'application/json', body: { status: true, task: $.context.tasks.create($.body) } });",
  "task/{id}.ts":
    "export const GET = ($) => ({ status: 200, contentType: 'application/json', body: { status: true, task: $.context.tasks.get($.path.id) } });",
};

mkdirSync(`${base}/routes/task`, { recursive: true });
writeFileSync(`${base}/document.json`, JSON.stringify(document));
for (const [name, text] of Object.entries(routes)) writeFileSync(`${base}/routes/${name}`, text);
const { start } = await counterfact({
  basePath: base,
  openApiPath: `${base}/document.json`,
  port: Number(port),
  proxyPaths: new Map(),
  startServer: true,
  startRepl: false,
  startAdminApi: false,
  buildCache: true,
  generate: { routes: false, types: false },
  watch: { routes: false, types: false },
  routePrefix: "",
});
await start({ startServer: true });

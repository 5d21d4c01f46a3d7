// MSW behind its HTTP adapter, with handlers written for the bench: memory and a token check, no validation, no limit.
// Runs in the folder where its packages are installed: node msw.mjs <port> <file with the work>
import { createServer } from "@mswjs/http-middleware";
import { HttpResponse, http } from "msw";
import { createTasks } from "./tasks.mjs";

const [port, file] = process.argv.slice(2);
const tasks = createTasks(file);
const refused = HttpResponse.json({ status: false, message: "Unauthorized" }, { status: 401 });
const secured = (work) => (details) => (details.request.headers.has("authorization") ? work(details) : refused);

createServer(
  http.get(
    "*/tasks",
    secured(() => HttpResponse.json(tasks.list(20))),
  ),
  http.get(
    "*/task/:id",
    secured(({ params }) => HttpResponse.json({ status: true, task: tasks.get(params.id) })),
  ),
  http.post(
    "*/task",
    secured(async ({ request }) => HttpResponse.json({ status: true, task: tasks.create(await request.json()) })),
  ),
).listen(Number(port), "127.0.0.1");

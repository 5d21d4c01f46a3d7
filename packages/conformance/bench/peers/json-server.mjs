// json-server 0.17 with its own memory: flat records, no envelope, no validation, no limit; a token is asked for.
// Runs in the folder where its packages are installed: node json-server.mjs <port> <file with the work>
import jsonServer from "json-server";
import { createTasks } from "./tasks.mjs";

const [port, file] = process.argv.slice(2);
const server = jsonServer.create();
server.use(jsonServer.bodyParser);
server.use((request, response, next) =>
  request.headers.authorization ? next() : response.status(401).json({ status: false }),
);
server.use(
  jsonServer.rewriter({ "/tasks?limit=20": "/tasks?_limit=20", "/task": "/tasks", "/task/:id": "/tasks/:id" }),
);
server.use(jsonServer.router({ tasks: createTasks(file).shown() }));
server.listen(Number(port), "127.0.0.1");

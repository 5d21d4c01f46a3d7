// The limit of the machine: answers of the same size as the mock's from bare node:http, with nothing done to make them.
// Started by the bench: node bare.ts <port> <file with the work>
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, file = ""] = process.argv.slice(2);
const { list, one, created }: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));

const server = createServer((request, response) => {
  if (request.method === "POST") {
    request.on("data", () => {}).on("end", () => send(created));
    return;
  }
  send(request.url?.startsWith("/tasks") ? list : one);

  function send(body = ""): void {
    response
      .writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
      .end(body);
  }
});
server.listen(Number(port), "127.0.0.1");

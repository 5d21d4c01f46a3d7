import { connect } from "node:net";
import { expect, test } from "vitest";
import { defineHandler, reply, startServer } from "../src/index.ts";
import { authorized, refused, useServer } from "./support.ts";

const limit = 1000;
const mock = useServer({ bodyLimit: limit });

/** Writes bytes to the server's socket and returns everything that it answers until it closes the connection. */
function raw(...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(mock.port, "127.0.0.1", () => socket.write(parts.join("")));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}

const bearer = `authorization: ${authorized.authorization}\r\n`;

test("what is not HTTP is answered with 400 in the API's error body", async () => {
  const answer = await raw("this is no HTTP\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(answer).toContain("x-mileapp-mock: ");
  expect(answer).toMatch(/\r\n\r\n\{"status":false,"message":"The request is not valid HTTP\."\}$/);
});

test("a client that takes the mock for a proxy is refused in the API's error body", async () => {
  expect(await raw("CONNECT api.example:443 HTTP/1.1\r\nhost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 .*"status":false/s);
});

test("too many header bytes are answered in the API's error body", async () => {
  const answer = await raw(`GET /api/v3/hubs HTTP/1.1\r\nhost: x\r\nlong: ${"x".repeat(20_000)}\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 431 .*"status":false/s);
});

test("a request without a Host header is answered like any other", async () => {
  expect(await raw(`GET /api/v3/hubs HTTP/1.1\r\n${bearer}connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
});

test("an expectation that nobody knows is ignored", async () => {
  const head = `GET /api/v3/hubs HTTP/1.1\r\nhost: x\r\n${bearer}expect: wonders\r\nconnection: close\r\n\r\n`;
  expect(await raw(head)).toMatch(/^HTTP\/1\.1 200 /);
});

test("a body in chunks is refused as soon as it exceeds the limit, before it has ended", async () => {
  const chunk = "x".repeat(limit + 1);
  const head = `POST /api/v3/hub HTTP/1.1\r\nhost: x\r\n${bearer}content-type: application/json\r\nconnection: close\r\n`;
  const body = `transfer-encoding: chunked\r\n\r\n${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  expect(await raw(head, body)).toMatch(/^HTTP\/1\.1 413 .*"status":false/s);
});

test("an announced length above the limit is refused without waiting for the body", async () => {
  const head = `POST /api/v3/hub HTTP/1.1\r\nhost: x\r\n${bearer}content-length: ${limit + 1}\r\nconnection: close\r\n\r\n`;
  expect(await raw(head)).toMatch(/^HTTP\/1\.1 413 /);
});

test("a client that goes away in the middle of its body does not disturb the others", async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(mock.port, "127.0.0.1", () => {
      socket.write("POST /api/v3/hub HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{", () =>
        socket.resetAndDestroy(),
      );
    });
    socket.on("close", () => resolve());
  });
  expect(await mock.send("GET", "/hubs")).toMatchObject({ status: 200 });
});

test("a connection can be used for the next request after a refused body", async () => {
  const post = `POST /api/v3/hub HTTP/1.1\r\nhost: x\r\n${bearer}content-length: ${limit + 1}\r\n\r\n${"x".repeat(limit + 1)}`;
  const get = `GET /api/v3/hubs HTTP/1.1\r\nhost: x\r\n${bearer}connection: close\r\n\r\n`;
  const answer = await raw(post, get);
  expect(answer).toMatch(/^HTTP\/1\.1 413 .*HTTP\/1\.1 200 /s);
});

test("an answer of a handler that HTTP can't carry is a 500, is told to the owner, and stops nobody", async () => {
  const faults: unknown[] = [];
  const handlers = [
    defineHandler("listHubs", () => reply(200, {}, { "x-name": "Łódź" })),
    defineHandler("listRoles", async () => reply(99, {})),
  ];
  const server = await startServer({ port: 0, handlers, onFault: (fault) => faults.push(fault) });
  for (const path of ["/hubs", "/roles"]) {
    const response = await fetch(server.url + path, { headers: authorized });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual(refused("Internal server error"));
  }
  expect(faults).toHaveLength(2);
  await server.close();
});

test("closing ends although a client keeps its connection open and another never finishes its request", async () => {
  const server = await startServer({ port: 0 });
  const idle = connect(server.port, "127.0.0.1").on("error", () => {});
  const slow = connect(server.port, "127.0.0.1").on("error", () => {});
  slow.write("POST /api/v3/hub HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n{");
  await fetch(`${server.url}/hubs`);
  await server.close();
  await expect(fetch(`${server.url}/hubs`)).rejects.toThrow();
  idle.destroy();
  slow.destroy();
});

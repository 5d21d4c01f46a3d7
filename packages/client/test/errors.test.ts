import { expect, test } from "vitest";
import { errorsByStatus } from "../src/generated/errors.ts";
import {
  ApiError,
  BadRequestError,
  ConnectionError,
  createClient,
  MileError,
  NotFoundError,
  UnexpectedResponseError,
} from "../src/index.ts";
import { type Reply, rejection, startServer } from "./server.ts";

const token = "test-token";
const page = "<html><h1>Bad gateway</h1></html>";

async function failWith(reply: Reply): Promise<unknown> {
  await using server = await startServer(reply);
  return await rejection(createClient({ token, baseUrl: server.url }).hubs.get("1"));
}

test("a refusal becomes the error class of its status, with the server's message", async () => {
  const body = { status: false, message: "Data not found", failedCode: "hub-001" };
  const error = await failWith({ status: 404, body });
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toBeInstanceOf(MileError);
  expect(error).toMatchObject({
    name: "NotFoundError",
    message: "Data not found",
    status: 404,
    failedCode: "hub-001",
    body,
    operation: "getHub",
    method: "GET",
    path: "/hub/{hubId}",
  });
});

test.for(Object.keys(errorsByStatus))("status %s has a class of its own", async (status) => {
  const error = await failWith({ status: Number(status), body: { status: false, message: "No." } });
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: Number(status), message: "No.", name: errorsByStatus[Number(status)]?.name });
  expect(error).not.toMatchObject({ name: "ApiError" });
});

test("a status that the document does not know is still an ApiError", async () => {
  expect(await failWith({ status: 418, body: { message: "Teapot" } })).toMatchObject({ name: "ApiError", status: 418 });
});

test("an HTML page from a proxy keeps its status and gets a readable message", async () => {
  expect(await failWith({ status: 502, type: "text/html", body: page })).toMatchObject({
    name: "BadGatewayError",
    status: 502,
    message: "The server answered 502 with text/html and no message.",
    body: page,
    failedCode: undefined,
  });
});

test("an error without a body or a message still says what happened", async () => {
  const empty = await failWith({ status: 400, body: "" });
  expect(empty).toBeInstanceOf(BadRequestError);
  expect(empty).toMatchObject({ message: "The server answered 400 with an empty body and no message." });
  expect(await failWith({ status: 400, body: "null" })).toMatchObject({ status: 400, body: null });
});

test.for([200, 201, 202, 299])("%d is a success", async (status) => {
  await using server = await startServer({ status, body: { status: true, data: [] } });
  const answer = await createClient({ token, baseUrl: server.url }).hubs.list();
  expect(answer).toEqual({ status: true, data: [] });
});

test("a 204 has no body and is a success all the same", async () => {
  await using server = await startServer({ raw: (response) => response.writeHead(204).end() });
  expect(await createClient({ token, baseUrl: server.url }).hubs.delete("1")).toBeUndefined();
});

test("an HTML page or nothing in place of a success is an UnexpectedResponseError", async () => {
  const error = await failWith({ status: 200, type: "text/html", body: page });
  expect(error).toBeInstanceOf(UnexpectedResponseError);
  expect(error).toMatchObject({
    message: "GET /hub/{hubId} answered 200 with text/html instead of JSON.",
    status: 200,
    body: page,
    operation: "getHub",
  });
  expect(await failWith({ status: 200, body: "" })).toMatchObject({
    name: "UnexpectedResponseError",
    message: "GET /hub/{hubId} answered 200 with an empty body instead of JSON.",
  });
});

test("a refused connection is a ConnectionError that says why, with the cause", async () => {
  const server = await startServer();
  await server[Symbol.asyncDispose]();
  const error = await rejection(createClient({ token, baseUrl: server.url }).hubs.get("1"));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ operation: "getHub", cause: expect.any(TypeError) });
  expect(String(error)).toMatch(/^ConnectionError: GET \/hub\/\{hubId\} got no answer: connect ECONNREFUSED/);
});

test("a connection that breaks within the body is a ConnectionError too", async () => {
  const raw: Reply["raw"] = (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 100 });
    response.write('{"status":', () => response.destroy());
  };
  expect(await failWith({ raw })).toMatchObject({ name: "ConnectionError" });
});

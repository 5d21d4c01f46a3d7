import { type Operation, operations } from "@mileapp/contract";
import { checkExchange } from "@mileapp/contract/exchange";
import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { exampleRequests } from "./support.ts";

const mock = createMock({ rateLimit: false });

const all = operations.map((operation) => [operation.id, operation] as const);

/** Sends a request through the mock and returns its status with what in the exchange breaks the document. */
async function send(request: Request, prefer?: string) {
  if (prefer !== undefined) request.headers.set("prefer", prefer);
  const { method, url } = request;
  const requestBody = new Uint8Array(await request.clone().arrayBuffer());
  const requestHeaders = Object.fromEntries(request.headers);
  const response = await mock.fetch(request);
  const { status } = response;
  const responseHeaders = Object.fromEntries(response.headers);
  const responseBody = new Uint8Array(await response.arrayBuffer());
  const violations = checkExchange({
    method,
    url,
    requestHeaders,
    ...(requestBody.byteLength > 0 && { requestBody }),
    status,
    responseHeaders,
    responseBody,
  });
  return { status, violations };
}

function firstRequest(operation: Operation): Request {
  const [request] = exampleRequests(operation);
  if (request === undefined) throw new Error(`no request for ${operation.id}`);
  return request;
}

test.each(all)("%s takes every documented request and answers with its default success", async (_, operation) => {
  for (const request of exampleRequests(operation)) {
    expect(await send(request)).toEqual({ status: operation.answers[0]?.status, violations: [] });
  }
});

test.each(all)("every documented success of %s keeps the contract", async (_, operation) => {
  for (const { status, success, examples } of operation.answers) {
    if (!success) continue;
    for (const prefer of [`code=${status}`, ...examples.map((name) => `code=${status}, example=${name}`)]) {
      expect(await send(firstRequest(operation), prefer)).toEqual({ status, violations: [] });
    }
  }
});

test.each(all)("a made-up success of %s keeps the contract", async (_, operation) => {
  const outcome = await send(firstRequest(operation), "dynamic=true");
  expect(outcome).toEqual({ status: operation.answers[0]?.status, violations: [] });
});

test.each(all.filter(([, operation]) => !operation.secured))("%s needs no token", async (_, operation) => {
  const request = firstRequest(operation);
  request.headers.delete("authorization");
  expect(await send(request)).toEqual({ status: operation.answers[0]?.status, violations: [] });
});

import { type Operation, operations } from "@mileapp/contract";
import { checkExchange } from "@mileapp/contract/exchange";
import { expect, test } from "vitest";
import { createMock } from "../src/index.ts";
import { authorized, exampleRequests } from "./support.ts";

const all = operations.map((operation) => [operation.id, operation] as const);

// One mock for all that ask for examples: each mock reads the document anew for them.
const prepared = createMock({ rateLimit: false });

/**
 * Sends a request and returns the status, and what in the exchange breaks the document. It meets a mock that has just
 * been made or reset: the examples are written for the documented records, not for what other requests have made of them.
 */
async function send(request: Request, prefer?: string) {
  prepared.control.reset();
  const mock = prefer === undefined ? createMock() : prepared;
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

/** A success keeps the contract; what is to be deleted may be in use, though. */
function carriedOut({ resource }: Operation, success: number | undefined) {
  return { status: resource.verb === "delete" ? expect.toBeOneOf([success, 409]) : success, violations: [] };
}

test.each(all)(
  "%s takes every documented request as pasted and answers with its default success",
  async (_, operation) => {
    for (const request of exampleRequests(operation)) {
      expect(await send(request)).toEqual(carriedOut(operation, operation.answers[0]?.status));
    }
  },
);

test.each(all)("every documented success of %s keeps the contract", async (_, operation) => {
  for (const { status, success, examples } of operation.answers) {
    if (!success) continue;
    expect(await send(firstRequest(operation), `code=${status}`)).toEqual(carriedOut(operation, status));
    for (const name of examples) {
      const outcome = await send(firstRequest(operation), `code=${status}, example=${name}`);
      expect(outcome).toEqual({ status, violations: [] });
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

const documented = ({ answers }: Operation, wanted: number) => answers.find(({ status }) => status === wanted)?.error;

test.each(all.filter(([, { secured }]) => secured))(
  "%s words a missing token as the document does",
  async (_, operation) => {
    const request = firstRequest(operation);
    request.headers.delete("authorization");
    const answer = await prepared.fetch(request);
    expect(await answer.json()).toEqual(documented(operation, 401));
  },
);

test.each(all.filter(([, { resource }]) => resource.verb === "get"))(
  "%s words an unknown id, and one that is no id, as the document does",
  async (_, operation) => {
    const { pathname, search } = new URL(firstRequest(operation).url);
    const last = pathname.slice(0, pathname.lastIndexOf("/"));
    for (const id of ["0123456789abcdef01234567", "%00"]) {
      const answer = await prepared.fetch(`http://mock${last}/${id}${search}`, { headers: authorized });
      expect(answer.status).toBe(404);
      expect(await answer.json()).toEqual(documented(operation, 404));
    }
  },
);

test.each(all)("%s words a fault as the document does", async (_, operation) => {
  for (const status of [500, 503, 504] as const) {
    const faulty = createMock({ rateLimit: false, faults: { rates: { [status]: 1 } } });
    const answer = await faulty.fetch(firstRequest(operation));
    expect(await answer.json()).toEqual(documented(operation, status));
  }
});

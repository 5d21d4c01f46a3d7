import { checkExchange } from "@mileapp/contract/exchange";
import { beforeEach, expect } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { valueAt } from "../../src/json.ts";

/** The moment at which the tests take place, in milliseconds since the epoch. */
export const startOfTest = Date.parse("2026-03-09T01:00:00Z");

/** A mock without a rate limit whose clock stands still until it is moved. */
export function quietMock() {
  let time = startOfTest;
  const mock = createMock({ rateLimit: false, now: () => time });
  return {
    mock,
    /** Moves the clock on by a number of milliseconds. */
    wait: (ms: number) => {
      time += ms;
    },
  };
}

/** A quiet mock for the tests of one file; each test gets a new one. */
export function useMock() {
  let quiet = quietMock();
  beforeEach(() => {
    quiet = quietMock();
  });
  return {
    get mock(): Mock {
      return quiet.mock;
    },
    wait: (ms: number) => quiet.wait(ms),
    /** Sends a request as `call` does. */
    send: (method: string, path: string, body?: unknown, token?: string) => call(quiet.mock, method, path, body, token),
  };
}

/** An answer with its parsed body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** What a JSON pointer into the body leads to. */
  at(pointer: string): unknown;
}

/** Sends a request as a user of `acme` and expects that the exchange keeps the contract. */
export async function call(
  mock: Mock,
  method: string,
  path: string,
  body?: unknown,
  token = "acme~wulan",
): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return exchange(
    mock,
    new Request(`http://mock/api/v3${path}`, { method, headers, body: JSON.stringify(body) ?? null }),
  );
}

/** Sends a form like `call`; files are `File` objects. */
export async function callForm(
  mock: Mock,
  method: string,
  path: string,
  fields: Readonly<Record<string, string | File>>,
  token = "acme~wulan",
): Promise<Reply> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const headers = { authorization: `Bearer ${token}` };
  return exchange(mock, new Request(`http://mock/api/v3${path}`, { method, headers, body: form }));
}

/** Sends a request and holds the exchange to the document. */
async function exchange(mock: Mock, request: Request): Promise<Reply> {
  const { method, url } = request;
  const sent = request.body === null ? undefined : new Uint8Array(await request.clone().arrayBuffer());
  const response = await mock.fetch(request);
  const { status } = response;
  const text = await response.text();
  const violations = checkExchange({
    method,
    url,
    requestHeaders: Object.fromEntries(request.headers),
    requestBody: sent,
    status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: text,
  });
  expect(violations, `${method} ${url} ${status} ${text.slice(0, 400)}`).toEqual([]);
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  return { status, body: parsed, at: (pointer) => valueAt(parsed, pointer) };
}

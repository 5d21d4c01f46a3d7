import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { rejection, startServer } from "./server.ts";

const secret = "secret-7f3a";

test("a token function is asked before every request", async () => {
  await using server = await startServer();
  let count = 0;
  const mile = createClient({ token: async () => `token-${++count}`, baseUrl: server.url });
  await mile.hubs.list();
  await mile.http.GET("/hubs");
  expect(server.arrived.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
});

test("a missing or empty token is refused when the client is made", () => {
  expect(() => createClient({ token: "" })).toThrow("`token` is missing or empty");
  // @ts-expect-error The token is missing on purpose.
  expect(() => createClient({})).toThrow("`token` is missing or empty");
});

test.for([`${secret}\n`, `Bearer ${secret}`, `${secret}é`])("%j is refused without being repeated", async (token) => {
  const message = "is not a token: it holds a space, a line break or a letter outside ASCII.";
  expect(() => createClient({ token })).toThrow(`\`token\` ${message}`);
  const error = await rejection(createClient({ token: () => token }).hubs.list());
  expect(String(error)).toContain(`What the token function returned ${message}`);
  expect(inspect(error)).not.toContain(secret);
});

test("a token function that fails or returns nothing sends nothing", async () => {
  await using server = await startServer();
  const { url: baseUrl } = server;
  const cause = new Error("vault closed");
  const failing = createClient({ baseUrl, token: () => Promise.reject(cause) });
  expect(await rejection(failing.hubs.list())).toMatchObject({ name: "InputError", cause });
  const empty = createClient({ baseUrl, token: () => "" });
  await expect(empty.hubs.list()).rejects.toThrow("What the token function returned is missing or empty");
  expect(server.arrived).toEqual([]);
});

test("neither the client nor its errors show the token", async () => {
  await using server = await startServer({ status: 401, body: { status: false, message: "Unauthorized" } });
  const mile = createClient({ token: secret, baseUrl: server.url });
  const unreachable = createClient({ token: secret, baseUrl: "http://127.0.0.1:1" });
  const shown = [mile, mile.hubs, await rejection(mile.hubs.list()), await rejection(unreachable.hubs.list())];
  for (const value of shown) {
    expect(inspect(value, { depth: null, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(value)).not.toContain(secret);
  }
});

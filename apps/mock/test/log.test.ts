import { setImmediate as turn } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { createMock } from "../src/index.ts";
import { createLog, type LogFormat } from "../src/log/writer.ts";
import { authorized, json } from "./support.ts";

/** What is written when a mock answers these requests: method, URL and body. */
async function logOf(
  requests: readonly (readonly [string, string, string?])[],
  { format = "text" as LogFormat, isTTY = false, noColor = undefined as string | undefined } = {},
): Promise<string[]> {
  const writes: string[] = [];
  const log = createLog(format, { isTTY, write: (text) => writes.push(text) }, noColor);
  const mock = createMock({ rateLimit: false, onRequest: log.add });
  for (const [method, url, body] of requests) {
    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
    await mock.handle({ method, url, headers: { ...authorized, ...json }, body: bytes });
  }
  await turn();
  return writes;
}

test("a line tells the method, the path, the operation, the status, the time, and why it was refused", async () => {
  const [text] = await logOf([
    ["GET", "/api/v3/hubs?limit=3"],
    ["POST", "/api/v3/hub", "{}"],
  ]);
  const [first, second] = (text ?? "").split("\n");
  expect(first).toMatch(/^\d\d:\d\d:\d\d {2}200 +\d+\.\d ms {2}GET {4}\/api\/v3\/hubs {2}listHubs$/);
  expect(second).toMatch(/ {2}400 .* POST {3}\/api\/v3\/hub {2}createHub {2}The \w+ field is required\.$/);
});

test("neither the query nor the token nor the body is logged", async () => {
  const texts = await Promise.all(
    (["text", "json"] as const).map((format) =>
      logOf([["POST", "/api/v3/hub?key=sesame", '{"name":"hush"}']], { format }),
    ),
  );
  expect(texts.flat().join("")).not.toMatch(/sesame|hush|acme~test/);
});

test("a client can't forge a line or send codes to the terminal", async () => {
  const [text] = await logOf([["GET", "/api/v3/x\n00:00:00  200\x1b[2J\u202e"]]);
  expect(text).toMatch(/^[^\n]*\/api\/v3\/x\?00:00:00 {2}200\?\[2J\?[^\n]*\n$/);
});

test("as JSON, each request is one object on a line of its own", async () => {
  const [text] = await logOf([["GET", "/api/v3/none"]], { format: "json" });
  const record: unknown = JSON.parse(text ?? "");
  expect(record).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    method: "GET",
    path: "/api/v3/none",
    organization: "acme",
    status: 404,
    ms: expect.any(Number),
    reason: "Data not found",
  });
});

test("colours are for terminals, unless NO_COLOR is set", async () => {
  const request = [["GET", "/api/v3/hubs"]] as const;
  expect((await logOf(request, { isTTY: true })).join("")).toContain("\x1b[32m200");
  expect((await logOf(request, { isTTY: true, noColor: "1" })).join("")).not.toContain("\x1b");
  expect((await logOf(request)).join("")).not.toContain("\x1b");
});

test("the lines of one turn are written together, and none when nothing is to be logged", async () => {
  const requests = Array.from({ length: 5 }, () => ["GET", "/api/v3/hubs"] as const);
  expect(await logOf(requests)).toHaveLength(1);
  expect(await logOf(requests, { format: "none" })).toEqual([]);
});

test("a listener that breaks does not disturb the answer", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const mock = createMock({
    onRequest: () => {
      throw new Error("listener");
    },
  });
  const answer = await mock.handle({ method: "GET", url: "/api/v3/hubs", headers: authorized, body: undefined });
  expect(answer.status).toBe(200);
  expect(warn.mock.calls).toEqual([[expect.objectContaining({ message: "listener" })]]);
  warn.mockRestore();
});

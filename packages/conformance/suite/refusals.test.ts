// What a server must refuse, and how.
import { describe, expect, inject, test } from "vitest";
import { type Received, type Sent, send, withJson } from "../src/requests.ts";

const task = { flow: "Delivery", hubId: "695b1b20c4d1e2f3a4b50101", customerName: "Toko Bahari", address: "Dock 3" };

for (const target of inject("targets").filter(({ kind }) => kind !== "prism")) {
  const headers = { accept: "application/json", authorization: `Bearer ${target.token}` };
  const list: Sent = { method: "GET", path: "/tasks", headers };
  const create: Sent = withJson({ method: "POST", path: "/task", headers }, task);

  describe(`${target.name} refuses`, () => {
    test("a request without a bearer token with 401", async () => {
      for (const authorization of [undefined, "", "Bearer", "Bearer ", "Basic ZGVtbzpkZW1v"]) {
        const { authorization: _, ...rest } = headers;
        const answer = await send(target, {
          ...list,
          headers: authorization === undefined ? rest : { ...rest, authorization },
        });
        expectError(answer, 401);
      }
    });

    test("an unknown URL with 404", async () => {
      expectError(await send(target, { ...list, path: "/tasks/of/nobody" }), 404);
      expectError(await send(target, { ...list, path: "/" }), 404);
    });

    test("a known URL with the wrong method with 405 and Allow", async () => {
      const answer = await send(target, { ...list, method: "PATCH" });
      expectError(answer, 405);
      expect(answer.headers.get("allow")?.split(/, */)).toContain("GET");
    });

    test("an Accept other than application/json and */* with 406", async () => {
      for (const accept of ["text/csv", "text/html", "application/json;q=0"]) {
        expectError(await send(target, { ...list, headers: { ...headers, accept } }), 406);
      }
      for (const accept of ["*/*", "text/html, application/json;q=0.5"]) {
        expect((await send(target, { ...list, headers: { ...headers, accept } })).status).toBe(200);
      }
    });

    test("malformed JSON with 400", async () => {
      for (const body of ["{bad", "", '{"flow":"Delivery",}', "\u0000"])
        expectError(await send(target, { ...create, body }), 400);
    });

    test("a body without its required fields with 400, naming the field", async () => {
      const { flow: _, ...withoutFlow } = task;
      expectError(await send(target, withJson(create, withoutFlow)), 400, "The flow field is required.");
    });

    test("a body with a wrong type or date with 400, naming the field", async () => {
      expectError(await send(target, withJson(create, { ...task, flow: 5 })), 400, /\bflow\b/);
      expectError(
        await send(target, withJson(create, { ...task, startTime: "2026-02-30 08:00:00" })),
        400,
        /\bstartTime\b/,
      );
    });

    test("a field that a closed body does not know with 400, naming it", async () => {
      const hub = { name: "Kediri", address: "Jalan Pelabuhan 1", lat: -7.8, lng: 112, latitude: -7.8 };
      expectError(await send(target, withJson({ ...create, path: "/hub" }, hub)), 400, /\blatitude\b/);
    });

    test("a query that breaks the schema with 400, naming the parameter", async () => {
      expectError(await send(target, { ...list, path: "/tasks?limit=abc" }), 400, /\blimit\b/);
      expectError(await send(target, { ...list, path: "/tasks?limit=1001" }), 400, /\blimit\b/);
      expectError(await send(target, { ...list, path: "/tasks?status=LOST" }), 400, /\bstatus\b/);
    });

    test("a malformed id with 404", async () => {
      expectError(await send(target, { ...list, path: "/task/not-an-id" }), 404);
    });
  });

  describe.runIf(target.kind === "mock")(`${target.name}, asked for a fault,`, () => {
    test.for([500, 502, 503, 504])("answers %i in the error body", async (status) => {
      expectError(await send(target, { ...list, headers: { ...headers, prefer: `code=${status}` } }), status);
    });

    test("refuses a body above its limit with 413", async () => {
      const body = JSON.stringify({ ...task, note: "x".repeat(30 * 2 ** 20) });
      expectError(await send(target, { ...create, body }), 413);
    });

    test("refuses to be asked for a code that is not documented", async () => {
      expectError(await send(target, { ...list, headers: { ...headers, prefer: "code=418" } }), 400, /418/);
    });
  });
}

function expectError(answer: Received, status: number, message: string | RegExp = /./): void {
  expect(answer.violations).toEqual([]);
  expect(answer.status).toBe(status);
  const text = typeof message === "string" ? message : expect.stringMatching(message);
  expect(answer.body).toMatchObject({ status: false, message: text });
  expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
}

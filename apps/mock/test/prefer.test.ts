import { operations } from "@mileapp/contract";
import { checkExchange } from "@mileapp/contract/exchange";
import { expect, test } from "vitest";
import { readPrefer } from "../src/prefer.ts";
import { hub, hubId, json, refused, useServer } from "./support.ts";

const mock = useServer();
const get = (prefer: string) => mock.send("GET", "/hubs", { headers: { prefer } });

test("code= answers with any error that the operation documents, and the error's own example", async () => {
  expect(await get("code=503")).toMatchObject({
    status: 503,
    body: refused("The service is temporarily unavailable."),
  });
  expect(await get("code=429")).toMatchObject({ status: 429 });
});

test("an error that is asked for comes whatever the body says", async () => {
  const answer = await mock.send("POST", "/hub", { headers: { ...json, prefer: "code=409" }, body: "{bad" });
  expect(answer).toMatchObject({ status: 409, body: refused("The name has already been taken.") });
});

test("the token and the Accept header are checked before the preference", async () => {
  const prefer = "code=503";
  expect(await mock.send("GET", "/hubs", { headers: { prefer, authorization: "" } })).toMatchObject({ status: 401 });
  expect(await mock.send("GET", "/hubs", { headers: { prefer, accept: "text/csv" } })).toMatchObject({ status: 406 });
});

test("a success code that is asked for does not excuse an invalid request", async () => {
  const headers = { ...json, prefer: "code=200" };
  expect(await mock.send("POST", "/hub", { headers, body: "{}" })).toMatchObject({ status: 400 });
  expect(await mock.send("POST", "/hub", { headers, body: JSON.stringify(hub) })).toMatchObject({ status: 200 });
});

test("a code that is not documented is answered with 400 that lists those that are", async () => {
  const answer = await get("code=418");
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("code=418 is not documented for listHubs. Documented: 200, 400, 401");
});

test("example= picks an example by name", async () => {
  const names = await get("example=names");
  expect(names).toMatchObject({ status: 200 });
  expect(names.text).not.toBe((await get("example=all")).text);
  expect(await get("code=400, example=malformed")).toMatchObject({
    status: 400,
    body: refused("The request body is not valid JSON."),
  });
});

test("an unknown example is answered with 400 that lists the names there are", async () => {
  const message = "Prefer: example=nope is not documented for 200 of listHubs. Documented: all, names.";
  expect(await get("example=nope")).toMatchObject({ status: 400, body: refused(message) });
});

test("dynamic=true makes a new body up each time", async () => {
  const [one, other] = [await get("dynamic=true"), await get("dynamic=true")];
  expect([one.status, other.status]).toEqual([200, 200]);
  expect(one.text).not.toBe(other.text);
});

test("dynamic takes only true or false", async () => {
  expect(await get("dynamic=maybe")).toMatchObject({
    status: 400,
    body: refused("Prefer: dynamic must be true or false."),
  });
  expect(await get("dynamic=false")).toMatchObject({ status: 200 });
});

test("every documented error of every operation is in the API's error body", async () => {
  for (const operation of operations) {
    const path = operation.path.replace(/\{\w+\}/g, hubId);
    for (const { status, success } of operation.answers) {
      if (success) continue;
      const answer = await mock.send(operation.method, path, { headers: { prefer: `code=${status}` } });
      expect(answer.status).toBe(status);
      const responseHeaders = Object.fromEntries(answer.headers);
      const exchange = { method: operation.method, url: path, status, responseHeaders, responseBody: answer.text };
      expect(checkExchange(exchange), `${status} of ${operation.id}`).toEqual([]);
    }
  }
});

test("the Prefer header is read as RFC 7240 writes it", () => {
  expect(readPrefer('respond-async, CODE=503; note="a, b", example = "two words"')).toEqual({
    code: "503",
    example: "two words",
  });
  expect(readPrefer("code=400, code=500")).toEqual({ code: "400" });
  expect(readPrefer('example="say \\"hi\\""')).toEqual({ example: 'say "hi"' });
  expect(readPrefer(",,  ,handling=strict")).toEqual({});
});

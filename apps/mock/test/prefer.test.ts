import { operations } from "@mileapp/contract";
import { checkExchange } from "@mileapp/contract/exchange";
import { expect, test, vi } from "vitest";
import { createMock } from "../src/index.ts";
import { readPrefer } from "../src/prefer.ts";
import { createPrism } from "../src/prism.ts";
import { authorized, hub, hubId, json, refused, useServer } from "./support.ts";

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

test("an example is the documented one, whatever was made up before, and need not be waited for twice", async () => {
  const inProcess = createMock();
  const ask = (prefer: string) =>
    inProcess.handle({ method: "GET", url: "/api/v3/hubs", headers: { ...authorized, prefer }, body: undefined });
  await ask("example=names, dynamic=true");
  const first = await ask("example=names");
  expect(first.body).toBe((await get("example=names")).text);
  expect(ask("example=names")).toEqual(first);
});

test("an operation that the mock has no behaviour for has the document's first example", async () => {
  const listHubs = operations.find(({ id }) => id === "listHubs");
  const { status, body } = await createPrism().answer(listHubs ?? expect.fail());
  expect({ status, text: body }).toMatchObject({ status: 200, text: (await get("example=all")).text });
});

test("a body that is no JSON is made up as it is, without quotes", async () => {
  const headers = { prefer: "dynamic=true", accept: "image/png" };
  const answer = await mock.send("GET", "/file/view?url=https%3A%2F%2Fapistorage.mile.app%2Fa.png", { headers });
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.text).not.toMatch(/^"/);
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

test("delay= holds the answer back, an error as well as a success", async () => {
  const inProcess = createMock();
  const ask = (prefer: string) =>
    inProcess.handle({ method: "GET", url: "/api/v3/hubs", headers: { ...authorized, prefer }, body: undefined });
  await ask("code=503");
  vi.useFakeTimers();
  try {
    for (const [prefer, ms] of [
      ["delay=5000", 5000],
      ["code=503, delay=30000", 30_000],
    ] as const) {
      const answered = vi.fn();
      Promise.resolve(ask(prefer)).then(answered);
      await vi.advanceTimersByTimeAsync(ms - 1);
      expect(answered).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(answered).toHaveBeenCalled();
    }
  } finally {
    vi.useRealTimers();
  }
});

test.each(["30001", "-1", "1.5", "long", '""'])("delay=%s is refused: it is at most 30 seconds", async (delay) => {
  const message = "Prefer: delay must be a whole number of milliseconds from 0 to 30000.";
  expect(await get(`delay=${delay}`)).toMatchObject({ status: 400, body: refused(message) });
});

test("a header tells an example from what the mock remembers, and pages of other origins can read it", async () => {
  const example = await get("example=all");
  expect(example.headers.get("x-mileapp-mock-source")).toBe("example");
  expect(example.headers.get("access-control-expose-headers")).toContain("X-Mileapp-Mock-Source");
  expect((await get("dynamic=true")).headers.get("x-mileapp-mock-source")).toBe("example");
  expect((await get("code=200")).headers.has("x-mileapp-mock-source")).toBe(false);
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
  expect(readPrefer("dynamic")).toEqual({ dynamic: "" });
});

import { expect, test } from "vitest";
import { authorized, hub, hubId, json, refused, useServer } from "./support.ts";

const mock = useServer({ bodyLimit: 1000 });
const body = JSON.stringify(hub);

test.each([
  ["no token", ""],
  ["another scheme", "Basic YWNtZTp4"],
  ["an empty token", "Bearer "],
])("%s is answered with 401", async (_, authorization) => {
  const answer = await mock.send("GET", "/hubs", { headers: { authorization } });
  expect(answer).toMatchObject({ status: 401, body: refused("Unauthorized") });
});

test("the token is asked for before anything else, also at an unknown URL and for an endless body", async () => {
  const headers = { authorization: "", ...json, accept: "text/csv" };
  expect(await mock.send("GET", "/nowhere", { headers })).toMatchObject({ status: 401 });
  expect(await mock.send("POST", "/hub", { headers, body: "x".repeat(2000) })).toMatchObject({ status: 401 });
});

test("what is wrong in every way is refused for one thing at a time, in the order of the API", async () => {
  const wrong = {
    headers: { authorization: "", accept: "text/csv", "content-type": "text/csv" },
    body: "x".repeat(2000),
  };
  const { authorization } = authorized;
  const status = async (method: string, path: string, headers: object, text = wrong.body) =>
    (await mock.send(method, path, { headers: { ...wrong.headers, ...headers }, body: text })).status;
  expect(await status("PATCH", "/nowhere", {})).toBe(401);
  expect(await status("PATCH", "/nowhere", { authorization })).toBe(404);
  expect(await status("PATCH", "/hub/1", { authorization })).toBe(405);
  expect(await status("PUT", "/hub/1", { authorization })).toBe(406);
  const taken = { ...authorized, accept: "*/*" };
  expect(await status("PUT", "/hub/1", taken)).toBe(413);
  expect(await status("PUT", "/hub/1", taken, "{bad")).toBe(400);
  expect(await status("PUT", "/hub/1", { ...taken, ...json }, "{bad")).toBe(400);
  expect(await status("PUT", "/hub/1", { ...taken, ...json }, "{}")).toBe(400);
  const name = JSON.stringify({ ...hub, name: "Malang" });
  expect(await status("PUT", "/hub/1", { ...taken, ...json }, name)).toBe(404);
  expect(await status("PUT", `/hub/${hubId}`, { ...taken, ...json }, name)).toBe(409);
});

test("the scheme of the token may be written in any case", async () => {
  const headers = { authorization: "bearer acme~test" };
  expect(await mock.send("GET", "/hubs", { headers })).toMatchObject({ status: 200 });
});

test("a token without an organization can name a user all the same", async () => {
  const headers = { authorization: "Bearer ~danu" };
  expect((await mock.send("GET", "/user", { headers })).body).toMatchObject({
    email: "danu.ombak@kurirsamudra.example",
  });
});

test.each(["/hub/", "/hubs/extra", "/Hubs", "/hub/%zz", "/hub/%ff", ""])("%s is no URL: 404", async (path) => {
  expect(await mock.send("GET", path)).toMatchObject({ status: 404, body: refused("Data not found") });
});

test("what lies outside of the base path is unknown", async () => {
  for (const path of ["/hubs", "/api/v2/hubs", "/api/v3hubs", "/"]) {
    const response = await fetch(`http://127.0.0.1:${mock.port}${path}`, { headers: { authorization: "Bearer x" } });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(refused("Data not found"));
  }
});

test("a wrong method is answered with 405 and the methods that the URL takes", async () => {
  const answer = await mock.send("PATCH", `/hub/${hubId}`);
  expect(answer).toMatchObject({ status: 405, body: refused("The PATCH method is not supported for this URL.") });
  expect(answer.headers.get("allow")).toBe("GET, PUT, DELETE");
});

test("HEAD is a wrong method too", async () => {
  const answer = await mock.send("HEAD", "/hubs");
  expect(answer).toMatchObject({ status: 405, text: "" });
  expect(answer.headers.get("allow")).toBe("GET");
});

test.each([
  "text/csv",
  "application/*",
  "application/json;q=0",
  "application/json;q=0, */*",
  "*/*;q=0.0",
  "application/jsonp",
])("Accept: %s is answered with 406, in JSON all the same", async (accept) => {
  const answer = await mock.send("GET", "/hubs", { headers: { accept } });
  expect(answer).toMatchObject({ status: 406, body: refused("Only application/json and */* are supported.") });
  expect(answer.headers.get("content-type")).toBe("application/json");
});

test.each([
  "*/*",
  "application/json",
  "Application/JSON; charset=utf-8",
  "text/html, application/json;q=0.1",
  "text/csv;q=0, */*;q=0.5",
  "application/json;q=",
])("Accept: %s is fine", async (accept) => {
  expect(await mock.send("GET", "/hubs", { headers: { accept } })).toMatchObject({ status: 200 });
});

test("an Accept header does not stay in effect for the next request", async () => {
  await mock.send("GET", `/hub/${hubId}`, { headers: { accept: "text/csv" } });
  expect(await mock.send("GET", `/hub/${hubId}`)).toMatchObject({ status: 200 });
});

test("a body above the limit is answered with 413", async () => {
  const answer = await mock.send("POST", "/hub", { headers: json, body: "x".repeat(1001) });
  expect(answer).toMatchObject({ status: 413, body: refused("The request body is larger than the server accepts.") });
});

test("a body that the operation does not take may be of any size", async () => {
  const answer = await mock.send("DELETE", `/hub/${"f".repeat(24)}`, { headers: json, body: "x".repeat(1001) });
  expect(answer).toMatchObject({ status: 404 });
});

test("a body that just fits the limit is read", async () => {
  expect(await mock.send("POST", "/hub", { headers: json, body: body.padEnd(1000) })).toMatchObject({ status: 200 });
});

test.each([
  ["?limit=abc", "The limit field must be an integer."],
  ["?limit=", "The limit field must be an integer."],
  ["?limit=0", "The limit field must be at least 1."],
  ["?sortOrder=up", "The sortOrder field must be one of: asc, desc."],
  ["?byUser=perhaps", "The byUser field must be a boolean."],
])("the query %s is answered with 400 that names the parameter", async (query, message) => {
  expect(await mock.send("GET", `/hubs${query}`)).toMatchObject({ status: 400, body: refused(message) });
});

test("unknown query parameters and bad escapes in them do no harm", async () => {
  expect(await mock.send("GET", "/hubs?unknown=1&__proto__=2&q=%zz&q=%ff")).toMatchObject({ status: 200 });
});

test("an id that breaks its schema is unknown", async () => {
  for (const id of ["695B1B20C4D1E2F3A4B50101", "1", "__proto__", "..%2f..%2fetc"]) {
    expect(await mock.send("GET", `/hub/${id}`)).toMatchObject({ status: 404, body: refused("Data not found") });
  }
});

test("an id that breaks its schema has no example either", async () => {
  const headers = { prefer: "example=surabaya" };
  expect(await mock.send("GET", `/hub/${"f".repeat(24)}`, { headers })).toMatchObject({ status: 200 });
  expect(await mock.send("GET", "/hub/1", { headers })).toMatchObject({ status: 404 });
});

test("a wrong body is told of before an unknown id", async () => {
  expect(await mock.send("PUT", "/hub/1", { headers: json, body: "{}" })).toMatchObject({ status: 400 });
  expect(await mock.send("PUT", "/hub/1", { headers: json, body })).toMatchObject({ status: 404 });
});

import { expect, test } from "vitest";
import { createClient } from "../src/index.ts";
import { rejection, startServer } from "./server.ts";

const token = "test-token";
const hub = { name: "Surabaya", address: "Jalan Layang-Layang 8, Surabaya 60177", lat: -7.2214, lng: 112.7317 };

test("a read sends its id in the path, the token, and no body", async () => {
  await using server = await startServer({ body: { status: true, data: { _id: "1" } } });
  const answer = await createClient({ token, baseUrl: server.url }).hubs.get("1");
  expect(answer.data._id).toBe("1");
  expect(server.arrived).toMatchObject([
    { method: "GET", url: "/api/v3/hub/1", body: "", headers: { authorization: "Bearer test-token" } },
  ]);
  expect(server.arrived[0]?.headers).toMatchObject({ accept: "application/json" });
  expect(server.arrived[0]?.headers["content-type"]).toBeUndefined();
});

test("a list sends its query; what is undefined is left out", async () => {
  await using server = await startServer();
  const mile = createClient({ token, baseUrl: server.url });
  await mile.hubs.list({ q: "sura & co/?", limit: 50, byUser: true });
  await mile.hubs.list();
  expect(server.arrived.map(({ url }) => url)).toEqual([
    "/api/v3/hubs?q=sura%20%26%20co%2F%3F&limit=50&byUser=true",
    "/api/v3/hubs",
  ]);
});

test("a body is sent as JSON", async () => {
  await using server = await startServer();
  const mile = createClient({ token, baseUrl: server.url });
  await mile.hubs.create(hub);
  await mile.hubs.replace("1", hub);
  expect(server.arrived.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "POST /api/v3/hub",
    "PUT /api/v3/hub/1",
  ]);
  for (const { headers, body } of server.arrived) {
    expect(headers["content-type"]).toBe("application/json");
    expect(JSON.parse(body)).toEqual(hub);
  }
});

test("a slash, a question mark or dots within an id stay part of the id", async () => {
  await using server = await startServer();
  const mile = createClient({ token, baseUrl: server.url });
  await mile.hubs.get("a/../b?c=1#d%2e");
  await mile.hubs.get("...");
  expect(server.arrived.map(({ url }) => url)).toEqual(["/api/v3/hub/a%2F..%2Fb%3Fc%3D1%23d%252e", "/api/v3/hub/..."]);
});

test.for(["", ".", ".."])("the id %j is refused before anything is sent", async (id) => {
  await using server = await startServer();
  const mile = createClient({ token, baseUrl: server.url });
  await expect(mile.hubs.delete(id)).rejects.toThrow(/`hubId` must be an id, not .+ Nothing was sent\./);
  await expect(mile.http.DELETE("/hub/{hubId}", { params: { path: { hubId: id } } })).rejects.toThrow("`hubId`");
  expect(server.arrived).toEqual([]);
});

test("a missing id or one that is half a character is refused by name", async () => {
  const mile = createClient({ token });
  // @ts-expect-error The id is missing on purpose.
  await expect(mile.hubs.get()).rejects.toThrow("`hubId` must be an id, not undefined");
  await expect(mile.hubs.get("\ud800")).rejects.toThrow("`hubId` is not well-formed text");
});

test("a query or a body that can't be written is refused before anything is sent", async () => {
  await using server = await startServer();
  const mile = createClient({ token, baseUrl: server.url });
  const nested: object = { q: { deep: { deeper: 1 } } };
  await expect(mile.hubs.list(nested)).rejects.toThrow("The query can't be written in a URL");
  const big: object = { lat: 1n };
  await expect(mile.hubs.create({ ...hub, ...big })).rejects.toThrow("The body of createHub can't be written as JSON");
  expect(server.arrived).toEqual([]);
});

test("a base URL with or without a slash at the end reaches the same place", async () => {
  await using server = await startServer();
  await createClient({ token, baseUrl: `${server.url}/` }).hubs.get("1");
  expect(server.arrived[0]?.url).toBe("/api/v3/hub/1");
});

test("without a base URL, requests go to the server of the document", async () => {
  const urls: string[] = [];
  const fetch = async (url: unknown) => {
    urls.push(String(url));
    return Response.json({ status: true, data: [] });
  };
  await createClient({ token, fetch }).hubs.list();
  expect(urls).toEqual(["https://apiweb.mile.app/api/v3/hubs"]);
});

test.for(["", "hub", "ftp://127.0.0.1", "https://user:secret@127.0.0.1", "https://127.0.0.1/?a=b"])(
  "the base URL %j is refused without being repeated",
  (baseUrl) => {
    expect(() => createClient({ token, baseUrl })).toThrow("`baseUrl` must be an http(s) address");
    expect(() => createClient({ token, baseUrl })).not.toThrow("secret");
  },
);

test("a signal ends a call that is under way, with its own reason", async () => {
  const controller = new AbortController();
  const reason = new Error("The user left.");
  await using server = await startServer({ raw: () => controller.abort(reason) });
  const mile = createClient({ token, baseUrl: server.url });
  expect(await rejection(mile.hubs.list({}, { signal: controller.signal }))).toBe(reason);
});

test("the path-based client shares address and token, and reports errors instead of throwing", async () => {
  await using server = await startServer({ status: 404, body: { status: false, message: "Data not found" } });
  const mile = createClient({ token, baseUrl: server.url });
  const { data, error, response } = await mile.http.GET("/hub/{hubId}", { params: { path: { hubId: "a/b" } } });
  expect([data, error?.message, response.status]).toEqual([undefined, "Data not found", 404]);
  expect(server.arrived).toMatchObject([{ url: "/api/v3/hub/a%2Fb", headers: { authorization: "Bearer test-token" } }]);
});

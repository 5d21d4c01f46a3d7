import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PortInUseError, startServer } from "../src/index.ts";
import { bundle, loadedAddresses, served } from "./site.ts";

type Answer = { status: number; headers: Record<string, unknown>; body: Buffer };

/** Sends a request exactly as written: `fetch` would clean the path and unpack the answer. */
function raw(url: string, path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject).end();
  });
}

test("/openapi.json is the bundled document, byte for byte", async () => {
  const answer = await served((url) => raw(url, "/openapi.json"));
  expect(answer.headers).toMatchObject({ "content-type": "application/json" });
  expect(answer.body.equals(bundle)).toBe(true);
});

test("every file that the page loads is there, with its content type", async () => {
  await served(async (url) => {
    const html = await (await fetch(url)).text();
    const files = loadedAddresses(html).filter((address) => !/^(data:|#)/.test(address));
    const answers = await Promise.all([...new Set(files)].map((file) => fetch(url + file)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(answers.map((answer) => answer.headers.get("content-type"))).toEqual(
      expect.arrayContaining(["text/javascript; charset=utf-8", "text/css; charset=utf-8", "application/json"]),
    );
  });
});

test.each([
  "/../package.json",
  "/assets/../../package.json",
  "/%2e%2e/package.json",
  "/..%2fpackage.json",
  "/assets/..%5c..%5cpackage.json",
  "//etc/passwd",
  "/%00",
  "/%zz",
  "/__proto__",
])("%s leads to nothing but the page for lost readers", async (path) => {
  const answer = await served((url) => raw(url, path));
  expect(answer.status).toBe(404);
  expect(answer.headers).toMatchObject({ "content-type": "text/html; charset=utf-8" });
  expect(answer.body.toString()).toContain("Page not found");
});

test("only GET and HEAD are taken", async () => {
  await served(async (url) => {
    expect(await raw(url, "/", {}, "POST")).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    const head = await raw(url, "/openapi.json", {}, "HEAD");
    expect(head).toMatchObject({ status: 200, headers: { "content-length": String(bundle.length) } });
    expect(head.body.length).toBe(0);
  });
});

describe("compression", () => {
  test.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ])("a browser that accepts %s gets %s", async (accepted, encoding, unpack) => {
    const answer = await served((url) => raw(url, "/openapi.json", { "accept-encoding": accepted }));
    expect(answer.headers).toMatchObject({ "content-encoding": encoding, vary: "Accept-Encoding" });
    expect(unpack(answer.body).equals(bundle)).toBe(true);
    expect(answer.body.length).toBeLessThan(bundle.length / 2);
  });

  test.each(["", "identity", "br;q=0, gzip;q=0"])("one that accepts %j gets the plain file", async (accepted) => {
    const answer = await served((url) => raw(url, "/openapi.json", { "accept-encoding": accepted }));
    expect(answer.headers["content-encoding"]).toBeUndefined();
    expect(answer.body.equals(bundle)).toBe(true);
  });
});

describe("caching", () => {
  test("a browser that has the current page is told so instead of getting it again", async () => {
    await served(async (url) => {
      const first = await raw(url, "/", { "accept-encoding": "br" });
      const again = { "accept-encoding": "br", "if-none-match": String(first.headers.etag) };
      expect(await raw(url, "/", again)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
      expect(await raw(url, "/", { ...again, "if-none-match": '"old"' })).toMatchObject({ status: 200 });
    });
  });

  test("files whose name holds their hash may be kept for ever, others must be asked for", async () => {
    await served(async (url) => {
      const script = loadedAddresses(await (await fetch(url)).text()).find((address) => address.endsWith(".js"));
      expect((await raw(url, `/${script}`)).headers["cache-control"]).toContain("immutable");
      expect((await raw(url, "/")).headers["cache-control"]).toBe("no-cache");
    });
  });
});

test("a port in use is refused with a message that names the port and the way out", async () => {
  await served(async (url) => {
    const port = Number(new URL(url).port);
    const second = startServer({ port });
    await expect(second).rejects.toThrow(PortInUseError);
    await expect(second).rejects.toThrow(`Port ${port} is in use.`);
  });
});

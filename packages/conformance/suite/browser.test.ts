// The mock inside a page, in a real browser: the double that a frontend's own tests and stories use.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkExchange } from "@mileapp/contract/exchange";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath } from "../src/chromium.ts";

const folder = dirname(fileURLToPath(import.meta.resolve("@mileapp/mock/browser")));
const origin = "http://app.example";

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe.skipIf(chromiumPath === undefined)("the mock in Chromium (skipped where none is installed)", () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    await page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      return pathname === "/"
        ? route.fulfill({ body: "<title>App</title>" })
        : route.fulfill({ path: join(folder, pathname) });
    });
    await page.goto(origin);
    await page.evaluate(`import("/index.js").then(({ createMock }) => { globalThis.mock = createMock(); })`);
  });

  afterAll(() => browser?.close());

  /** Sends a request to the mock in the page and holds the exchange to the document. */
  async function ask(method: string, path: string, { prefer, body }: { prefer?: string; body?: unknown } = {}) {
    const headers = {
      authorization: "Bearer demo",
      ...(prefer !== undefined && { prefer }),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const text = JSON.stringify(body);
    const asked: Asked = { method, url: `/api/v3${path}`, headers, ...(text !== undefined && { body: text }) };
    const answer = await page.evaluate(inPage, asked);
    const responseBody = Uint8Array.from(answer.bytes);
    const { status, responseHeaders } = answer;
    const exchange = { method, url: asked.url, requestHeaders: headers, requestBody: text, status, responseHeaders };
    expect(checkExchange({ ...exchange, responseBody }), path).toEqual([]);
    return { status, responseHeaders, text: new TextDecoder().decode(responseBody), bytes: responseBody };
  }

  test("remembers what it is sent", async () => {
    const task = {
      flow: "Delivery",
      hubId: "695b1b20c4d1e2f3a4b50101",
      customerName: "Toko Bahari",
      address: "Surabaya",
    };
    const created = await ask("POST", "/task", { body: task });
    const { _id } = JSON.parse(created.text).task;
    expect((await ask("GET", `/task/${_id}`)).text).toContain("Toko Bahari");
    expect((await ask("GET", "/tasks?limit=1")).text).toContain(_id);
    expect((await ask("DELETE", `/task/${_id}`)).status).toBe(200);
    expect((await ask("GET", `/task/${_id}`)).status).toBe(404);
  });

  test("refuses as the server does, and gives errors and examples on request", async () => {
    expect(await ask("POST", "/task", { body: {} })).toMatchObject({ status: 400 });
    expect(await ask("GET", "/hubs", { prefer: "code=503" })).toMatchObject({ status: 503 });
    expect(await ask("GET", "/hubs", { prefer: "example=names" })).toMatchObject({
      status: 200,
      responseHeaders: { "x-mileapp-mock-source": "example" },
    });
    expect((await ask("GET", "/hubs", { prefer: "dynamic=true" })).text).toContain("examples only");
  });

  test("shows a picture", async () => {
    const url = encodeURIComponent(
      "https://apistorage.mile.app/sandbox/695b1b20c4d1e2f3a4b50001/2026/03/09/1_shot.png",
    );
    const { status, bytes } = await ask("GET", `/file/view?url=${url}`);
    expect([status, String.fromCharCode(...bytes.subarray(1, 4))]).toEqual([200, "PNG"]);
  });

  test("throws nothing that the page has not asked for", () => {
    expect(problems).toEqual([]);
  });
});

/** Runs in the page. */
async function inPage({ url, ...init }: Asked) {
  const mock: { fetch(request: Request): Promise<Response> } = Reflect.get(globalThis, "mock");
  const response = await mock.fetch(new Request(`http://mock${url}`, init));
  return {
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    bytes: [...new Uint8Array(await response.arrayBuffer())],
  };
}

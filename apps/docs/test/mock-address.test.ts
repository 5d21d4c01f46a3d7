import { expect, test } from "vitest";
import { defaultMockUrl, parseMockUrl } from "../src/mock-address.ts";
import { served } from "./site.ts";

const mock = "http://mock.internal:5999/base";

test("the page, its policy and its commands name the mock that the reader has", async () => {
  await served(async (url) => {
    const response = await fetch(url);
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("connect-src 'self' http://mock.internal:5999;");
    expect(html).toContain("connect-src 'self' http://mock.internal:5999;");
    expect(html).toContain(mock);
    expect(html).not.toContain("127.0.0.1:4010");

    const description = await (await fetch(`${url}description.json`)).text();
    expect(description).toContain(`curl '${mock}/`);
    expect(description).not.toContain(defaultMockUrl);
  }, mock);
});

test("without an option the page names the default mock", async () => {
  await served(async (url) => {
    const servers = ((await (await fetch(`${url}description.json`)).json()) as { servers: { url: string }[] }).servers;
    expect(servers.map((server) => server.url)).toContain(defaultMockUrl);
  });
});

test("a slash at the end of the mock's address makes no difference", () => {
  expect(parseMockUrl("http://127.0.0.1:4010/api/v3/")).toBe("http://127.0.0.1:4010/api/v3");
});

test.each(["", "here", "ftp://host", "javascript:alert(1)", "http://user:word@host/", "http://host/?a=1"])(
  "%j is refused as an address of a mock",
  (text) => {
    expect(() => parseMockUrl(text)).toThrow(RangeError);
  },
);

test("an address of a mock cannot bring markup into the page", async () => {
  await served(async (url) => {
    const html = await (await fetch(url)).text();
    expect(html).not.toContain("<b>");
    expect(html).not.toContain(`"onload`);
  }, `http://host/<b>"onload='x'`);
});

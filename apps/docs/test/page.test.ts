import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { bundle, loadedAddresses, served } from "./site.ts";

const page = await served(async (url) => {
  const response = await fetch(url);
  return { html: await response.text(), headers: response.headers };
});
const policy = page.headers.get("content-security-policy") ?? "";

test("the page loads nothing from another host", () => {
  const addresses = loadedAddresses(page.html);
  expect(addresses.length).toBeGreaterThan(4);
  expect(addresses.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
});

test("the script names neither the foreign logo nor the telemetry host", async () => {
  const script = loadedAddresses(page.html).find((address) => address.endsWith(".js"));
  const code = await served(async (url) => (await fetch(url + script)).text());
  expect(code).toContain("hydrate(");
  expect(code).not.toMatch(/cdn\.redoc\.ly|otel\.cloud\.redocly\.com/);
});

test("telemetry is off in the page's options", () => {
  const [, options = "{}"] =
    /<script type="application\/json" id="redoc-options">(.*?)<\/script>/.exec(page.html) ?? [];
  expect(JSON.parse(options)).toMatchObject({ disableTelemetry: true });
});

test("the policy allows no code but the site's own", () => {
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|style-src [^;]*unsafe|https:|\*/);
});

test("the policy holds the hash of each inline script and style", () => {
  const inline = [...page.html.matchAll(/<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g)].filter(
    ([, , attributes = ""]) => !/src=|application\/json/.test(attributes),
  );
  expect(inline.length).toBeGreaterThan(1);
  for (const [, , , code = ""] of inline) {
    expect(policy).toContain(`'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  }
});

test("the page carries the same policy for hosts that set no headers", () => {
  const [, inside] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page.html) ?? [];
  expect(policy).toBe(`${inside}; frame-ancestors 'none'`);
});

test("the guides can be read without running a script", () => {
  const headings = [...bundle.toString("utf8").matchAll(/(?:"|\\n)# ([^\\"]+)/g)].map(([, heading]) => heading);
  const text = page.html.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, "\n");
  expect(headings.length).toBeGreaterThan(0);
  for (const heading of headings) expect(text).toContain(`\n${heading}`);
});

test("prerendered links lead to sections of the page, so that they work in a new tab", () => {
  const links = [...page.html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].map(([, address = ""]) => address);
  expect(links.filter((address) => address.startsWith("#/")).length).toBeGreaterThan(0);
  expect(links.filter((address) => address.startsWith("/"))).toEqual([]);
});

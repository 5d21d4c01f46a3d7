import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { curlCommand, type SampleRequest } from "../src/build/curl.ts";
import { isObject, type JsonObject } from "../src/build/document.ts";
import { addSamples } from "../src/build/samples.ts";
import { bundle } from "./site.ts";

/** The operations of a document that was given samples, with their curl command. */
function samplesOf(document: JsonObject): { id: unknown; source: string }[] {
  const items = Object.values(isObject(document.paths) ? document.paths : {});
  const operations = items.flatMap((item) => Object.values(isObject(item) ? item : {})).filter(isObject);
  return operations
    .filter((operation) => "operationId" in operation)
    .map((operation) => {
      const samples = Array.isArray(operation["x-codeSamples"]) ? operation["x-codeSamples"] : [];
      return { id: operation.operationId, source: String(samples.at(-1)?.source) };
    });
}

test("every operation of the document has a curl command without gaps", () => {
  const samples = samplesOf(addSamples(JSON.parse(bundle.toString("utf8")), "http://127.0.0.1:4010/api/v3"));
  expect(samples.length).toBeGreaterThan(0);
  for (const { id, source } of samples) {
    expect(source, String(id)).toMatch(/^curl 'http:\/\/127\.0\.0\.1:4010\/api\/v3\/[^{}']+'/);
    expect(source, String(id)).not.toContain("undefined");
  }
});

/** Runs a command in a shell against a server that tells what it got. */
async function sendByShell(sample: Omit<SampleRequest, "url">) {
  const got = Promise.withResolvers<{ method: string; url: string; token: string; type: string; body: string }>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end();
    const { authorization: token = "", "content-type": type = "" } = request.headers;
    got.resolve({ method: request.method ?? "", url: request.url ?? "", token, type, body });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    const command = curlCommand({ ...sample, url: `http://127.0.0.1:${port}/hub` });
    await promisify(execFile)("sh", ["-c", command], {
      cwd: import.meta.dirname,
      env: { ...process.env, TOKEN: "demo", no_proxy: "*" },
    });
    return await got.promise;
  } finally {
    server.close();
  }
}

const hasCurl = await promisify(execFile)("curl", ["--version"]).then(
  () => true,
  () => false,
);

test.runIf(hasCurl)("a shell sends the body as it is, quotation marks, dollars and line breaks included", async () => {
  const value = { name: `Toko "Bahari" – Wulan's $HOME \`x\``, note: "a\nb\\c" };
  const got = await sendByShell({ method: "PUT", query: [], body: { type: "application/json", value } });
  expect(got).toMatchObject({ method: "PUT", url: "/hub", token: "Bearer demo", type: "application/json" });
  expect(JSON.parse(got.body)).toEqual(value);
});

test.runIf(hasCurl).each(["GET", "POST"])("a shell sends the query of a %s with every character", async (method) => {
  const query: [string, string][] = [["timeFrom", "2026-03-09T08:00:00+07:00"]];
  const got = await sendByShell({ method, query, body: undefined });
  expect(got).toMatchObject({ method, body: "" });
  expect(Object.fromEntries(new URL(got.url, "http://x").searchParams)).toEqual({
    timeFrom: "2026-03-09T08:00:00+07:00",
  });
});

test.runIf(hasCurl)("a shell sends the fields of a form as texts and its files from disk", async () => {
  const files = new Map([["samples.test.ts", "text/plain"]]);
  const value = { note: "<a;b@c", "samples.test.ts": "(text of a file)" };
  const got = await sendByShell({ method: "POST", query: [], body: { type: "multipart/form-data", value, files } });
  const form = await new Response(got.body, { headers: { "content-type": got.type } }).formData();
  expect(form.get("note")).toBe("<a;b@c");
  const file = form.get("samples.test.ts");
  expect(file).toBeInstanceOf(File);
  expect(file).toMatchObject({ name: "samples.test.ts", type: "text/plain" });
});

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { parseForm } from "../src/form.ts";
import { hub, json, refused, useServer } from "./support.ts";

const mock = useServer();
const create = (body: string | Uint8Array<ArrayBuffer> | undefined, headers: Record<string, string> = json) =>
  mock.send("POST", "/hub", { headers, body: body ?? null });

test.each([
  ["a missing field", { name: "Gresik" }, "The address field is required."],
  ["an unknown field", { ...hub, size: 1 }, "The size field is not a known field."],
  ["a wrong type", { ...hub, name: 7 }, "The name field must be a string."],
  ["an empty text", { ...hub, name: "" }, "The name field must not be empty."],
  ["a list instead of an object", [hub], "The request body must be an object."],
  ["null", null, "The request body must be an object."],
])("%s is answered with 400 that names the place", async (_, value, message) => {
  expect(await create(JSON.stringify(value))).toMatchObject({ status: 400, body: refused(message) });
});

test("a value with several accepted forms is told all of them", async () => {
  const { status, text } = await create(JSON.stringify({ ...hub, lat: true }));
  expect(status).toBe(400);
  expect(text).toMatch(/The lat field .*a number.*a string/);
});

test("malformed JSON is answered with the place of the fault, without repeating the text", async () => {
  const answer = await create('{"name": secret}');
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("The request body is not valid JSON");
  expect(answer.text).not.toContain("secret");
  const place = "The request body is not valid JSON (line 2 column 1).";
  expect(await create("{\nbad")).toMatchObject({ status: 400, body: refused(place) });
});

test("text behind the JSON value makes it malformed", async () => {
  expect(await create(`${JSON.stringify(hub)}}`)).toMatchObject({ status: 400 });
});

test("a __proto__ key is an unknown field like any other", async () => {
  const text = `{"__proto__": {"polluted": true}, ${JSON.stringify(hub).slice(1)}`;
  expect(await create(text)).toMatchObject({ status: 400, body: refused("The __proto__ field is not a known field.") });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

test("a missing body is answered with 400 where one is required", async () => {
  expect(await create(undefined)).toMatchObject({ status: 400, body: refused("The request body is required.") });
  expect(await create("")).toMatchObject({ status: 400, body: refused("The request body is required.") });
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
  "the content type %j is answered with 400",
  async (type) => {
    const body = new TextEncoder().encode(JSON.stringify(hub));
    const answer = await create(body, { "content-type": type });
    expect(answer).toMatchObject({ status: 400, body: refused("The Content-Type header must be application/json.") });
  },
);

test("a content type may have parameters and capital letters", async () => {
  expect(await create(JSON.stringify(hub), { "content-type": "Application/JSON ;charset=UTF-8" })).toMatchObject({
    status: 200,
  });
});

test("bytes that are not UTF-8 are answered with 400", async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('{"name":"'), 0xff, 0xfe, 0x22, 0x7d]);
  expect(await create(bytes)).toMatchObject({ status: 400, body: refused("The request body is not valid UTF-8.") });
});

test("a compressed body is answered with 400 that says so", async () => {
  const message = "The request body must not be compressed (Content-Encoding).";
  const answer = await create(gzipSync(JSON.stringify(hub)), { ...json, "content-encoding": "gzip" });
  expect(answer).toMatchObject({ status: 400, body: refused(message) });
  const brotli = { ...json, "content-encoding": "br" };
  expect(await create(JSON.stringify(hub), brotli)).toMatchObject({ status: 400, body: refused(message) });
  const plain = { ...json, "content-encoding": "identity" };
  expect(await create(JSON.stringify({ ...hub, name: "Kediri" }), plain)).toMatchObject({ status: 200 });
});

test("a body that the operation does not take is ignored", async () => {
  const id = "695db394c4d1e2f3a4b50603";
  expect(await mock.send("DELETE", `/vehicle/${id}`, { headers: json, body: "{bad" })).toMatchObject({ status: 200 });
});

test("a field deep inside the body is named with the way to it", async () => {
  const answer = await mock.send("POST", "/data-type", { headers: json, body: '{"name": "Crate", "fields": [{}]}' });
  expect(answer).toMatchObject({ status: 400, body: refused("The fields.0.id field is required.") });
});

test("a body nested a hundred thousand levels deep is refused like any other", async () => {
  const body = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const nested = `{"name": "Crate", "fields": [${body}]}`;
  expect(await mock.send("POST", "/data-type", { headers: json, body: nested })).toMatchObject({
    status: 400,
    body: refused("The fields.0 field must be an object."),
  });
});

test("a multipart form is read, checked and refused like JSON", async () => {
  const send = (body: FormData | string, headers: Record<string, string> = {}) =>
    mock.send("POST", "/task/photo/gate", { body, headers });
  const form = new FormData();
  form.append("photo", new File(["1234"], "gate.jpg", { type: "image/jpeg" }));
  expect(await send(form)).toMatchObject({ status: 200 });
  form.append("size", "4");
  expect(await send(form)).toMatchObject({ status: 400, body: refused("The size field is not a known field.") });
  expect(await send("--x nonsense", { "content-type": "multipart/form-data; boundary=x" })).toMatchObject({
    status: 400,
    body: refused("The request body is not valid multipart/form-data."),
  });
});

test("a multipart form becomes texts, files and lists by field name", async () => {
  const form = new FormData();
  form.append("note", "at the gate");
  form.append("__proto__", "harmless");
  form.append("tag", "one");
  form.append("tag", "two");
  form.append("photo", new File(["1234"], "gate.png", { type: "image/png" }));
  const sent = new Response(form);
  const read = await parseForm(new Uint8Array(await sent.arrayBuffer()), sent.headers.get("content-type") ?? "");
  expect({ ...read }).toEqual({
    note: "at the gate",
    ["__proto__"]: "harmless",
    tag: ["one", "two"],
    photo: { filename: "gate.png", contentType: "image/png", size: 4, bytes: new TextEncoder().encode("1234") },
  });
});

test("a form with very many fields is read in a moment", async () => {
  const part = (index: number) => `--x\r\ncontent-disposition: form-data; name="${index}"\r\n\r\n1\r\n`;
  const text = `${Array.from({ length: 20_000 }, (_, index) => part(index)).join("")}--x--\r\n`;
  const begin = performance.now();
  await parseForm(new TextEncoder().encode(text), "multipart/form-data; boundary=x");
  expect(performance.now() - begin).toBeLessThan(1500);
});

test("what is no multipart form is refused", async () => {
  const bytes = new TextEncoder().encode("--x\r\nnonsense");
  await expect(parseForm(bytes, "multipart/form-data; boundary=x")).rejects.toThrow();
  await expect(parseForm(bytes, "multipart/form-data")).rejects.toThrow();
});

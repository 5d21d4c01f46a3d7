import { inflateSync } from "node:zlib";
import { checkExchange } from "@mileapp/contract/exchange";
import { expect, test } from "vitest";
import { call, quietMock } from "./support.ts";

const { mock } = quietMock();
const folder = "https://apistorage.mile.app/sandbox/695b1b20c4d1e2f3a4b50001/2026/03/09";

/** Asks for an image and expects that the exchange keeps the contract. */
async function view(file: string, headers: Record<string, string> = {}) {
  const method = "GET";
  const url = `/api/v3/file/view?url=${encodeURIComponent(`${folder}/${file}`)}`;
  const response = await mock.fetch(new Request(`http://mock${url}`, { method, headers }));
  const { status } = response;
  const responseHeaders = Object.fromEntries(response.headers);
  const responseBody = new Uint8Array(await response.arrayBuffer());
  const exchange = { method, url, requestHeaders: headers, status, responseHeaders, responseBody };
  expect(checkExchange(exchange)).toEqual([]);
  return { status, type: response.headers.get("content-type"), bytes: Buffer.from(responseBody) };
}

test("a PNG is one that can be decoded, and needs no token", async () => {
  const { type, bytes } = await view("1773025080_signature.png");
  expect(type).toBe("image/png");
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const begin = bytes.indexOf("IDAT");
  const length = bytes.readUInt32BE(begin - 4);
  const pixels = inflateSync(bytes.subarray(begin + 4, begin + 4 + length));
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect(pixels).toHaveLength((width + 1) * height);
});

test.each(["photo.jpg", "photo.jpeg", "PHOTO.JPG"])("%s is a JPEG from begin to end", async (name) => {
  const { type, bytes } = await view(name);
  expect(type).toBe("image/jpeg");
  expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  expect(bytes.subarray(-2).toString("hex")).toBe("ffd9");
});

test("image/jpg is answered under that name to whoever asks for it", async () => {
  expect((await view("photo.jpg", { accept: "image/jpg" })).type).toBe("image/jpg");
  expect((await view("photo.jpg", { accept: "image/*, */*" })).type).toBe("image/jpeg");
  expect((await view("photo.jpg", { accept: "image/jpeg, application/json;q=0" })).type).toBe("image/jpeg");
});

test.each(["office.cer", "photo", ".png", ""])("%j is no image that is known", async (name) => {
  expect((await view(name)).status).toBe(404);
});

test("an address of another server is refused", async () => {
  const url = encodeURIComponent("https://pictures.example/photo.jpg");
  expect((await call(mock, "GET", `/file/view?url=${url}`)).status).toBe(400);
});

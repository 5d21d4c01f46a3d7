// What no server may do, whatever it is sent: break the document, fail, hang, or change by a request that it refuses.
import { describe, expect, inject, test } from "vitest";
import { quietMock } from "../src/generate/quiet-mock.ts";
import { describeFaults } from "../src/generate/report.ts";
import { type Handle, runGenerated } from "../src/generate/run.ts";
import { Wire, writeRaw } from "../src/generate/wire.ts";

const target = inject("targets").find(({ kind }) => kind === "mock");
const base = target?.base ?? "";

describe.runIf(target !== undefined)("the mock, sent requests that are valid, mutated and hostile,", () => {
  test.for([11, 12])("keeps the document, never fails, never hangs, changes by no refusal (seed %i)", async (seed) => {
    const { faults, statuses } = await runGenerated({ seed, requests: 2000, ...quietMock() });
    expect(describeFaults(faults)).toBe("");
    for (const status of [200, 400, 401, 404, 405]) expect(statuses.get(status), `${status}`).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("does so over HTTP as well", async () => {
    const wire = new Wire(base);
    const handle: Handle = (asked) => wire.send(asked);
    // Not compared: the clock of a server goes on, and what it has begun may end between two looks.
    const { faults, statuses } = await runGenerated({
      seed: 13,
      requests: 500,
      handle,
      compareEvery: Number.POSITIVE_INFINITY,
    });
    wire.close();
    expect(describeFaults(faults)).toBe("");
    expect(statuses.get(200)).toBeGreaterThan(50);
  });
});

describe.runIf(target !== undefined)("the mock's socket, sent what is no request,", () => {
  const host = "Host: 127.0.0.1\r\nAuthorization: Bearer wire~x\r\n";
  const post = `POST /api/v3/hub HTTP/1.1\r\n${host}Content-Type: application/json\r\n`;
  const malformed = {
    "a line that is no HTTP": "hello\r\n\r\n",
    "bytes of another protocol": "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
    "an unknown version": `GET /api/v3/hubs HTTP/9.9\r\n${host}\r\n`,
    "a header without a colon": `GET /api/v3/hubs HTTP/1.1\r\n${host}nonsense\r\n\r\n`,
    "a header name with a space": `GET /api/v3/hubs HTTP/1.1\r\n${host}a b: c\r\n\r\n`,
    "headers without an end": `GET /api/v3/hubs HTTP/1.1\r\n${host}X: ${"x".repeat(100_000)}\r\n\r\n`,
    "a length that is no number": `${post}Content-Length: ten\r\n\r\n{}`,
    "two lengths": `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    "a length and chunks": `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "a chunk whose size is no number": `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
  };

  test.for(Object.entries(malformed))("refuses %s in the error body", async ([, text]) => {
    const received = await writeRaw(base, text, "wait");
    expect(received).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(received).toMatch(/content-type: application\/json/i);
    expect(received).toContain('{"status":false,"message":"');
  });

  test("serves others while clients leave half-way or say nothing more", async () => {
    const halves = [
      "",
      "GET /api/v3/hubs HT",
      `GET /api/v3/hubs HTTP/1.1\r\n${host}`,
      `${post}Content-Length: 1000\r\n\r\n{"name":`,
      `${post}Transfer-Encoding: chunked\r\n\r\n5\r\n{"nam`,
    ];
    const open = halves.flatMap((text) =>
      (["wait", "end", "reset"] as const).flatMap((then) =>
        Array.from({ length: 10 }, () => writeRaw(base, text, then)),
      ),
    );
    for (let count = 0; count < 20; count += 1) {
      const response = await fetch(`${base}/hubs`, { headers: { authorization: "Bearer wire~x" } });
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ status: true });
    }
    await Promise.all(open);
  });

  test("creates nothing from a body that was cut off", async () => {
    const hubs = async () => (await fetch(`${base}/hubs`, { headers: { authorization: "Bearer cut~x" } })).text();
    const before = await hubs();
    const body = JSON.stringify({ name: "Kediri", address: "Jalan Dermaga 1", lat: -7.8, lng: 112 });
    const head = post.replace("wire~x", "cut~x");
    await writeRaw(base, `${head}Content-Length: ${body.length + 1}\r\n\r\n${body}`, "end");
    await writeRaw(base, `${head}Content-Length: ${body.length + 1}\r\n\r\n${body}`, "reset");
    expect(await hubs()).toBe(before);
  });
});

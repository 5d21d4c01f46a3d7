import { piecesOf, wait } from "./faults/pieces.ts";
import type { Delivery, Mock, MockResponse } from "./types.ts";

/** Puts the platform's `Request` and `Response` around a mock. */
export function wrapFetch(handle: Mock["handle"], bodyLimit: number): Mock["fetch"] {
  return async (request) => {
    const { host, pathname, search } = new URL(request.url);
    const body = request.body === null ? undefined : await readUpTo(request.body, bodyLimit);
    const answer = await handle({
      method: request.method,
      url: pathname + search,
      // A `Request` has no Host header; the links of a list are made of it.
      headers: { host, ...Object.fromEntries(request.headers) },
      body,
      bodyTooLarge: request.body !== null && body === undefined,
    });
    const { status, headers, delivery } = answer;
    // What `fetch` says of a connection that ended before the answer.
    if (delivery?.kind === "reset")
      throw new TypeError("fetch failed", { cause: new Error("The connection was reset.") });
    return new Response(delivery === undefined ? (answer.body ?? null) : spoil(answer, delivery), { status, headers });
  };
}

/** The body as a stream that ends in the middle or takes its time. */
function spoil({ body }: MockResponse, delivery: Delivery): ReadableStream<Uint8Array> {
  const pieces = piecesOf(body, delivery).values();
  return new ReadableStream({
    async pull(controller) {
      const { value: piece } = pieces.next();
      if (piece !== undefined) {
        await wait(piece.waitMs);
        controller.enqueue(piece.bytes);
      } else if (delivery.kind === "cut") controller.error(new TypeError("terminated"));
      else controller.close();
    },
  });
}

/** The bytes of a stream, or undefined when there are more than `limit`. */
async function readUpTo(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

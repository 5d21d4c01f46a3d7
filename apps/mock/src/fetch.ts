import type { Mock } from "./types.ts";

/** Puts the platform's `Request` and `Response` around a mock. */
export function wrapFetch(handle: Mock["handle"], bodyLimit: number): Mock["fetch"] {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? undefined : await readUpTo(request.body, bodyLimit);
    const {
      status,
      headers,
      body: text,
    } = await handle({
      method: request.method,
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      body,
      bodyTooLarge: request.body !== null && body === undefined,
    });
    return new Response(text ?? null, { status, headers });
  };
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

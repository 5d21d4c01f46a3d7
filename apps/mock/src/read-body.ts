import type { IncomingMessage } from "node:http";

type Done = (body: Uint8Array | undefined, tooLarge: boolean) => void;

/**
 * Reads a request's body and hands it over: undefined when there is none, `tooLarge` as soon as it is clear that it
 * exceeds `limit` bytes. Node throws away what follows, so that the client can still read the answer. Never calls back
 * when the client goes away in the middle.
 */
export function readBody(request: IncomingMessage, limit: number, done: Done): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) done(undefined, false);
  else if (Number(length) <= limit || length === undefined) collect(request, limit, done);
  else done(undefined, true);
}

function collect(request: IncomingMessage, limit: number, done: Done): void {
  const chunks: Uint8Array[] = [];
  let size = 0;
  request.on("data", (chunk: Uint8Array) => {
    if (size > limit) return;
    size += chunk.byteLength;
    if (size <= limit) {
      chunks.push(chunk);
      return;
    }
    chunks.length = 0;
    done(undefined, true);
  });
  request.on("end", () => {
    if (size <= limit) done(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks), false);
  });
}

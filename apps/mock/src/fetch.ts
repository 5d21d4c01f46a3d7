import { piecesOf, wait } from "./faults/pieces.ts";
import type { Delivery, MaybePromise, Mock, MockResponse } from "./types.ts";

/** Puts the platform's `Request` and `Response` around a mock. */
export function wrapFetch(handle: Mock["handle"], bodyLimit: number): Mock["fetch"] {
  return async (input, init) => {
    const isRequest = init === undefined && typeof input === "object" && "method" in input;
    const request = isRequest ? input : new Request(input, init);
    const { signal } = request;
    const { host, protocol, pathname, search } = new URL(request.url);
    // As a whole, because not every browser gives a request's body as a stream, or lets one be iterated.
    const bytes = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer());
    const bodyTooLarge = (bytes?.length ?? 0) > bodyLimit;
    signal.throwIfAborted();
    const work = handle({
      method: request.method,
      url: pathname + search,
      // A `Request` has no header for where it goes; the links of a list are made of it.
      headers: { host, "x-forwarded-proto": protocol.slice(0, -1), ...Object.fromEntries(request.headers) },
      body: bodyTooLarge ? undefined : bytes,
      bodyTooLarge,
    });
    const answer = await orAborted(work, signal);
    const { status, headers, delivery } = answer;
    // What `fetch` says of a connection that ended before the answer.
    if (delivery?.kind === "reset")
      throw new TypeError("fetch failed", { cause: new Error("The connection was reset.") });
    const body = delivery === undefined ? (answer.body ?? null) : spoil(answer, delivery, signal);
    return new Response(body, { status, headers });
  };
}

/** Rejects when a client wants to wait no longer. As with a server, what is being done is done all the same. */
function orAborted<T>(work: MaybePromise<T>, signal: AbortSignal): MaybePromise<T> {
  if (!(work instanceof Promise)) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** The body as a stream that ends in the middle or takes its time. */
function spoil({ body }: MockResponse, delivery: Delivery, signal: AbortSignal): ReadableStream<Uint8Array> {
  const pieces = piecesOf(body, delivery).values();
  return new ReadableStream({
    async pull(controller) {
      const { value: piece } = pieces.next();
      if (piece !== undefined) {
        await orAborted(wait(piece.waitMs), signal);
        controller.enqueue(piece.bytes);
      } else if (delivery.kind === "cut") controller.error(new TypeError("terminated"));
      else controller.close();
    },
  });
}

import type { Exchange } from "./exchange.ts";

/** A request as plain data, so that no socket and no `Request` object is needed to ask the mock something. */
export type MockRequest = {
  readonly method: string;
  /** Path and query, as they stand in the request line. */
  readonly url: string;
  /** Names in lower case, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array | undefined;
  /** Set by an adapter that stopped reading at `bodyLimit`; `body` is then left out. */
  readonly bodyTooLarge?: boolean;
};

/** A response as plain data. The object is the caller's own: it may add to the headers. */
export type MockResponse = {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | undefined;
};

/** Which of the documented answers a client would like to have (its `Prefer` header). */
export type Wish = {
  readonly status?: number;
  /** Name of a documented example. */
  readonly example?: string | undefined;
  /** A made-up body instead of a documented example. */
  readonly dynamic?: boolean;
};

/** A value that is there at once or a promise of it. */
export type MaybePromise<T> = T | Promise<T>;

/** One step of the pipeline: answers the request, or returns undefined to leave it to the next step. */
export type Stage = (exchange: Exchange) => MaybePromise<MockResponse | undefined>;

export type RateLimit = {
  /** Requests that one organization may send within the window. */
  readonly requests: number;
  readonly windowMs: number;
  /** For how long everything is refused after the limit was exceeded; 0 refuses only what exceeds it. */
  readonly penaltyMs: number;
};

export type MockOptions = {
  /** Default: 100 requests in any second, no penalty. Parts that are left out keep their default. */
  readonly rateLimit?: Partial<RateLimit> | false;
  /** Largest request body, in bytes. Default: 25 MiB. */
  readonly bodyLimit?: number;
  /** The time in milliseconds since the epoch; must never go back. Default: a monotonic system clock. */
  readonly now?: () => number;
  /** Told of every fault of the mock itself; the client only gets a 500. Default: nobody is told. */
  readonly onFault?: (error: unknown) => void;
};

export type Mock = {
  /** Answers one request. Never throws and never rejects. */
  readonly handle: (request: MockRequest) => MaybePromise<MockResponse>;
  /** The same for a platform `Request`, for tests and service workers. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Largest request body in bytes: an adapter need not read beyond it. */
  readonly bodyLimit: number;
};

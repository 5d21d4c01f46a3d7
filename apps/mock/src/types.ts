import type { Control } from "./control/control.ts";
import type { Failure } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { FaultPlan } from "./faults/plan.ts";
import type { RequestRecord } from "./log/record.ts";
import type { Handler } from "./scenario/handler.ts";
import type { Scenario } from "./scenario/scenario.ts";
import type { SeedChoice } from "./seeds/choice.ts";

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
  /** Of an error: the body is written of it when the answer leaves. */
  failure?: Failure;
  /** How an adapter has to spoil the answer; without it, it is sent as it is. */
  delivery?: Delivery;
};

/** The connection ends before the answer, or in the middle of its body; or the body takes its time. */
export type Delivery =
  | { readonly kind: "reset" }
  | { readonly kind: "cut" }
  | { readonly kind: "slow"; readonly ms: number };

/** Which of the documented answers a client would like to have (its `Prefer` header). */
export type Wish = {
  readonly status?: number;
  /** Name of a documented example. */
  readonly example?: string | undefined;
  /** A made-up body instead of a documented example. */
  readonly dynamic?: boolean;
  /** Milliseconds that the answer waits before it leaves. */
  readonly delay?: number;
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
  /** Where the mock's own clock begins: milliseconds or a text such as `2026-03-09T08:00:00Z`. Default: at `now`. */
  readonly clock?: number | string;
  /** Records with which each organization begins. Default: "documented", the examples of the document. */
  readonly seed?: SeedChoice;
  /** A whole number that decides ids, made-up records and faults: the same number, the same run. Default 0. */
  readonly random?: number;
  /** Largest number of records over all organizations; what would be one more is refused with 503. Default 200,000. */
  readonly maxRecords?: number;
  /** Path of a file that keeps the records when the process ends. Default: they are kept in memory only. */
  readonly data?: string;
  /** What goes wrong on purpose. Default: nothing. */
  readonly faults?: FaultPlan;
  /** Operations that are answered your way. */
  readonly handlers?: readonly Handler[];
  /** Scenarios that a client can choose with `Prefer: scenario=<name>`, each with records and a clock of its own. */
  readonly scenarios?: readonly Scenario[];
  /** Name of the scenario that the mock itself is in; its parts replace `seed`, `handlers`, `faults` and `clock`. */
  readonly scenario?: string;
  /** Whether requests to `/_mock` control the mock. Default true. */
  readonly control?: boolean;
  /** Told of every request when its answer is ready. */
  readonly onRequest?: (request: RequestRecord) => void;
  /** Told of every fault of the mock itself; the client only gets a 500. Default: nobody is told. */
  readonly onFault?: (error: unknown) => void;
};

export type Mock = {
  /** Answers one request. Never throws and never rejects. */
  readonly handle: (request: MockRequest) => MaybePromise<MockResponse>;
  /**
   * The same as the platform's `fetch`, for tests, service workers and SDKs. Rejects only where a fault plan or the
   * request's signal cuts it off, and for what is no request.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** Largest request body in bytes: an adapter need not read beyond it. */
  readonly bodyLimit: number;
  /** Reset, snapshots, clock and the like: what `/_mock` does, for tests in the same process. */
  readonly control: Control;
  /** Closes the data file. Nothing may be asked of the mock afterwards. */
  readonly close: () => void;
};

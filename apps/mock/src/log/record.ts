import { timeOrigin } from "../clock.ts";
import type { Exchange } from "../exchange.ts";
import { isObject } from "../json.ts";
import type { MockResponse } from "../types.ts";

/** What is kept of a request once it is answered. No header, no query and no body: they may hold secrets. */
export interface RequestRecord {
  /** When it came, in milliseconds since the epoch, by the system's clock. */
  readonly time: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly operation: string | undefined;
  readonly organization: string;
  readonly status: number;
  /** How long the answer took, in milliseconds. */
  readonly ms: number;
  /** Why it was refused. */
  readonly reason: string | undefined;
  /** What was spoiled on purpose. */
  readonly fault: string | undefined;
}

const maxPath = 300;

/** Notes a request and its answer; `begin` is when it came, by `performance.now()`. */
export function recordOf(exchange: Exchange, { status, body, delivery }: MockResponse, begin: number): RequestRecord {
  const { request, url } = exchange;
  const end = performance.now();
  const question = url.indexOf("?");
  return {
    time: timeOrigin + begin,
    method: request.method,
    path: (question === -1 ? url : url.slice(0, question)).slice(0, maxPath),
    operation: exchange.match.kind === "found" ? exchange.match.operation.id : undefined,
    organization: exchange.organization,
    status,
    ms: end - begin,
    reason: status < 400 || typeof body !== "string" ? undefined : messageOf(body),
    fault: delivery?.kind,
  };
}

/** The message of an error body. */
function messageOf(body: string): string | undefined {
  try {
    const error: unknown = JSON.parse(body);
    return isObject(error) && typeof error.message === "string" ? error.message : undefined;
  } catch {
    return undefined;
  }
}

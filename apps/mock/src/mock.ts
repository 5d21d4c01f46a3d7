import { internalError } from "./errors.ts";
import { Exchange } from "./exchange.ts";
import { wrapFetch } from "./fetch.ts";
import { createPrism } from "./prism.ts";
import { accept } from "./stages/accept.ts";
import { answer } from "./stages/answer.ts";
import { behave } from "./stages/behave.ts";
import { body } from "./stages/body.ts";
import { prefer } from "./stages/prefer.ts";
import { preflight } from "./stages/preflight.ts";
import { rate } from "./stages/rate.ts";
import { route } from "./stages/route.ts";
import { size } from "./stages/size.ts";
import { token } from "./stages/token.ts";
import { validate } from "./stages/validate.ts";
import type { MaybePromise, Mock, MockOptions, MockRequest, MockResponse, RateLimit, Stage } from "./types.ts";

/** The limit that the API publishes. */
const publishedRateLimit: RateLimit = { requests: 100, windowMs: 1000, penaltyMs: 0 };

export const defaultBodyLimit = 25 * 1024 * 1024;

/** Milliseconds since the epoch that never go back, unlike `Date.now()` when the system clock is set. */
const monotonic = (): number => performance.timeOrigin + performance.now();

/**
 * Makes a mock: a function from request data to response data, without any socket. The first stage that answers ends
 * the way of a request; their order is the order in which the API checks.
 */
export function createMock(options: MockOptions = {}): Mock {
  const { bodyLimit = defaultBodyLimit, now = monotonic, onFault, rateLimit } = options;
  const prism = createPrism();
  const stages: readonly Stage[] = [
    preflight,
    token,
    rate(rateLimit === false ? false : { ...publishedRateLimit, ...rateLimit }, now),
    route,
    accept,
    prefer(prism),
    size(bodyLimit),
    body,
    validate,
    behave(prism),
  ];

  const fault = (error: unknown): MockResponse => {
    onFault?.(error);
    return answer(internalError);
  };

  const handle = (request: MockRequest): MaybePromise<MockResponse> => {
    try {
      const outcome = run(stages, new Exchange(request));
      return outcome instanceof Promise ? outcome.then(answer).catch(fault) : answer(outcome);
    } catch (error) {
      return fault(error);
    }
  };

  return { handle, fetch: wrapFetch(handle, bodyLimit), bodyLimit };
}

/** Goes through the stages, without a promise as long as none of them needs one. */
function run(stages: readonly Stage[], exchange: Exchange, from = 0): MaybePromise<MockResponse> {
  for (let index = from; index < stages.length; index++) {
    const outcome = stages[index]?.(exchange);
    if (outcome instanceof Promise) return outcome.then((response) => response ?? run(stages, exchange, index + 1));
    if (outcome !== undefined) return outcome;
  }
  throw new Error("no stage answered");
}

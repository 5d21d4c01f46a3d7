import type { Operation } from "@mileapp/contract";
import { createPrism } from "#prism";
import { monotonic, readClock } from "./clock.ts";
import { Control } from "./control/control.ts";
import { control, isControl } from "./control/stage.ts";
import { internalError } from "./errors.ts";
import { Exchange } from "./exchange.ts";
import { wait } from "./faults/pieces.ts";
import { readFaultPlan } from "./faults/plan.ts";
import { wrapFetch } from "./fetch.ts";
import { Recent } from "./log/recent.ts";
import { type RequestRecord, recordOf } from "./log/record.ts";
import { Persistence } from "./memory/persistence.ts";
import { Realms } from "./realms.ts";
import { readSeed } from "./seeds/choice.ts";
import { accept } from "./stages/accept.ts";
import { answer } from "./stages/answer.ts";
import { behave } from "./stages/behave.ts";
import { body } from "./stages/body.ts";
import { faults } from "./stages/faults.ts";
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

/** Requests that the control surface can tell of. */
const recentRequests = 1000;

/**
 * Makes a mock: a function from request data to response data, without any socket. The first stage that answers ends
 * the way of a request; their order is the order in which the API checks. Throws when a number makes no sense, or the data
 * file, the seed, the scenario or the clock can't be had.
 */
export function createMock(options: MockOptions = {}): Mock {
  checkNumbers(options);
  const { bodyLimit = defaultBodyLimit, now = monotonic, onFault, onRequest, rateLimit } = options;
  const prism = createPrism();
  const realms = createRealms(options, now);
  const recent = new Recent(recentRequests);
  const surface = new Control(realms, recent);
  const stages: readonly Stage[] = [
    preflight,
    ...(options.control === false ? [] : [control(surface)]),
    token,
    rate(rateLimit === false ? false : { ...publishedRateLimit, ...rateLimit }, now),
    route,
    accept,
    prefer(prism, realms),
    faults,
    size(bodyLimit),
    body,
    validate,
    behave(prism),
  ];

  const handle = (request: MockRequest): MaybePromise<MockResponse> => {
    const begin = performance.now();
    const exchange = new Exchange(request, realms.own);

    const dress = (response: MockResponse) => answer(response, operationOf(exchange), exchange.header("origin"));
    const finish = (outcome: MockResponse): MaybePromise<MockResponse> => {
      const response = dress(exchange.delivery === undefined ? outcome : { ...outcome, delivery: exchange.delivery });
      const { delay = 0 } = exchange.wish;
      return delay > 0 ? wait(delay).then(() => note(response)) : note(response);
    };
    const note = (response: MockResponse): MockResponse => {
      const record = recordOf(exchange, response, begin);
      if (!isControl(exchange.url)) recent.add(record);
      tell(onRequest, record);
      return response;
    };
    const fail = (error: unknown): MockResponse => {
      onFault?.(error);
      return note(dress(internalError()));
    };

    try {
      const outcome = run(stages, exchange);
      return outcome instanceof Promise ? outcome.then(finish).catch(fail) : finish(outcome);
    } catch (error) {
      return fail(error);
    }
  };

  return { handle, fetch: wrapFetch(handle, bodyLimit), bodyLimit, control: surface, close: () => realms.close() };
}

function checkNumbers({ random, maxRecords, bodyLimit, rateLimit = {} }: MockOptions): void {
  const { requests, windowMs, penaltyMs } = rateLimit === false ? {} : rateLimit;
  for (const [from, numbers] of [
    { random, bodyLimit, requests, penaltyMs },
    { maxRecords, windowMs },
  ].entries()) {
    for (const [name, number] of Object.entries(numbers)) {
      if (number === undefined || (Number.isSafeInteger(number) && number >= from)) continue;
      throw new RangeError(`${name} must be a whole number from ${from} on.`);
    }
  }
}

function createRealms(options: MockOptions, source: () => number): Realms {
  const { seed = "documented", random = 0, maxRecords, faults: plan, handlers = [], clock, data } = options;
  const settings = {
    source,
    clock: clock === undefined ? undefined : readClock(clock),
    seed: readSeed(seed),
    random,
    maxRecords,
    faults: plan === undefined ? undefined : readFaultPlan(plan),
    handlers,
    onFault: options.onFault,
  };
  const persistence = data === undefined ? undefined : new Persistence(data);
  try {
    return new Realms({ ...settings, persistence }, options.scenarios, options.scenario);
  } catch (error) {
    persistence?.close();
    throw error;
  }
}

/** What a listener does wrong is not the client's concern. */
function tell(listener: MockOptions["onRequest"], record: RequestRecord): void {
  try {
    listener?.(record);
  } catch (error) {
    console.warn(error);
  }
}

function operationOf({ match }: Exchange): Operation | undefined {
  return match.kind === "found" ? match.operation : undefined;
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

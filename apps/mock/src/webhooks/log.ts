import { toBase64Url } from "../base64url.ts";
import type { JsonObject } from "../json.ts";
import type { Organization } from "../memory/organization.ts";
import { writeDate, writePlain } from "../notation.ts";
import type { Outcome } from "./deliver.ts";

/** When an attempt was put in line, could begin, began and ended, in milliseconds since the epoch. */
export interface Times {
  readonly dispatched: number;
  readonly due: number;
  readonly started: number;
  readonly finished: number;
}

/** Only this status of an answer means that a webhook was received (facts: webhooks.md). */
const received = 200;

export const isReceived = ({ status }: Outcome): boolean => status === received;

/**
 * Adds an attempt of a delivery to the log of automations: what was to be done, and what became of it. Every value is
 * text there.
 */
export function logAttempt(
  organization: Organization,
  delivery: string,
  task: JsonObject,
  outcome: Outcome,
  { dispatched, due, started, finished }: Times,
): void {
  // Ids of the log are unlike others: 20 characters of the alphabet for URLs. Made of the delivery's own, they are the
  // same in every run, however long the answers take.
  const digits = `${delivery}${Number(task.attempt).toString(16).padStart(6, "0")}`;
  const _id = toBase64Url(Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
  organization.collection("automationLogs").put(_id, {
    _index: `log-automation-${writeDate(finished, ".")}`,
    _type: "_doc",
    _id,
    _score: null,
    _source: {
      ...task,
      response: outcome.response,
      statusCode: String(outcome.status),
      isSuccess: String(isReceived(outcome)),
      severity: "NOTICE",
      env: "mock",
      dispatchAt: writePlain(dispatched),
      startRequestTime: new Date(started).toISOString().replace("T", " ").replace("Z", "0"),
      finishRequestTime: writePlain(finished),
      timestamp: writePlain(finished),
      delayTime: (due / 1000).toFixed(4),
      responseTime: (Math.max(0, finished - started) / 1000).toFixed(3),
      "@timestamp": new Date(finished).toISOString(),
      "@version": "1",
    },
    sort: [Math.floor(finished)],
  });
}

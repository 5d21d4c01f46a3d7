import type { Operation } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { isObject, type JsonObject, valueAt, withValueAt } from "../json.ts";
import type { MockResponse } from "../types.ts";
import type { Call } from "./call.ts";

/** Stands in an envelope where the record goes. */
const marker = "@@";

/** The answer of an operation around what it is about: a record, an array of records, or a page. */
interface Envelope {
  /**
   * Puts JSON text into the place that `x-resource.item` names. `beside` holds properties of the body that take the place
   * of the documented ones.
   */
  wrap(json: string, beside?: JsonObject): MockResponse;
}

const envelopes = new Map<string, Envelope>();

/**
 * The envelope of an operation's success, cut out of its documented example: everything but what stands at the pointer.
 * `status` picks one of several documented successes.
 */
export function envelopeOf(operation: Operation, pointer: string, status?: number): Envelope {
  const answer = operation.answers.find((one) => (status === undefined ? one.success : one.status === status));
  if (answer === undefined) throw new Error(`${operation.id} has no success ${status ?? ""}`);
  const key = `${operation.id} ${answer.status} ${pointer}`;
  let envelope = envelopes.get(key);
  if (envelope === undefined) {
    envelope = cut(documentedBody(operation, answer.status), pointer, answer.status);
    envelopes.set(key, envelope);
  }
  return envelope;
}

/** The first documented body of a success. */
export function documentedBody(operation: Operation, status: number): unknown {
  const [example] = examplesOf(operation.id).answers[status] ?? [];
  if (example === undefined) throw new Error(`${operation.id} has no example of its ${status}`);
  return example.value;
}

/** The documented body of an operation's success, with some properties of this request's own in it. */
export function answerDocumented({ operation, exchange }: Call, own: JsonObject = {}): MockResponse {
  const status = exchange.wish.status ?? 200;
  const body = documentedBody(operation, status);
  return { status, headers: {}, body: JSON.stringify({ ...(isObject(body) ? body : {}), ...own }) };
}

function cut(body: unknown, pointer: string, status: number): Envelope {
  const shell = withValueAt(body, pointer, marker);
  const halves = (whole: unknown) => JSON.stringify(whole).split(`"${marker}"`);
  const documented = halves(shell);
  return {
    wrap(json, beside) {
      const [before = "", after = ""] =
        beside === undefined ? documented : halves({ ...(isObject(shell) ? shell : {}), ...beside });
      return { status, headers: {}, body: before + json + after };
    },
  };
}

/** Whether a body has the properties of a page around the array at a pointer, and where that page begins. */
export function pagePointer(body: unknown, pointer: string): string | undefined {
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const page = valueAt(body, parent);
  return isObject(page) && "current_page" in page && "last_page_url" in page ? parent : undefined;
}

import type { Operation } from "@mileapp/contract";
import manifest from "../../package.json" with { type: "json" };
import { writeFailure } from "../errors.ts";
import type { MockResponse } from "../types.ts";

/** Says of an answer that it is an example of the document, and nothing that the mock remembers. */
export const sourceHeader = "x-mileapp-mock-source";

/** On every answer: what scripts of other origins may read, and a mark that tells the mock from the live API. */
const common = {
  "access-control-expose-headers": "Allow, X-Mileapp-Mock, X-Mileapp-Mock-Source",
  "x-mileapp-mock": manifest.version,
};

/**
 * Dresses what a stage answered to a request for an operation, for scripts of any origin. The headers are a copy, because a
 * stage may give the same object every time.
 */
export function answer(response: MockResponse, operation?: Operation, origin?: string): MockResponse {
  const { status, headers, failure, delivery } = response;
  const body = failure === undefined ? response.body : writeFailure(status, failure, operation);
  return {
    ...(delivery !== undefined && { delivery }),
    status,
    headers: {
      ...common,
      ...(origin === undefined ? openToAll : openTo(origin)),
      ...(body !== undefined && json),
      ...headers,
    },
    body,
  };
}

const json = { "content-type": "application/json" };
const openToAll = { "access-control-allow-origin": "*" };

/** A page that sends its cookies along (`credentials: "include"`) must be named: a browser takes no `*` then. */
function openTo(origin: string): Record<string, string> {
  return { "access-control-allow-origin": origin, "access-control-allow-credentials": "true", vary: "Origin" };
}

import manifest from "../../package.json" with { type: "json" };
import type { MockResponse } from "../types.ts";

/** Says of an answer that it is an example of the document, and nothing that the mock remembers. */
export const sourceHeader = "x-mileapp-mock-source";

/** On every answer: open to all origins, and a mark by which a client can tell the mock from the live API. */
const common = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Allow, X-Mileapp-Mock, X-Mileapp-Mock-Source",
  "x-mileapp-mock": manifest.version,
};

/** Dresses what a stage answered. The headers are a copy, because a stage may give the same object every time. */
export function answer({ status, headers, body, delivery }: MockResponse): MockResponse {
  return {
    ...(delivery !== undefined && { delivery }),
    status,
    headers:
      body === undefined ? { ...common, ...headers } : { ...common, "content-type": "application/json", ...headers },
    body,
  };
}

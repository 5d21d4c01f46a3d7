import manifest from "../../package.json" with { type: "json" };
import type { MockResponse } from "../types.ts";

/** On every answer: open to all origins, and a mark by which a client can tell the mock from the live API. */
const common = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Allow, X-Mileapp-Mock",
  "x-mileapp-mock": manifest.version,
};

/** Dresses what a stage answered. The headers are a copy, because a stage may give the same object every time. */
export function answer({ status, headers, body }: MockResponse): MockResponse {
  return {
    status,
    headers:
      body === undefined ? { ...common, ...headers } : { ...common, "content-type": "application/json", ...headers },
    body,
  };
}

import type { Exchange, Violation } from "../src/checks.ts";
import { operationById } from "../src/index.ts";
import type { Operation } from "../src/types.ts";

/** The operation with this id; fails the test when the document lost it. */
export function operation(id: string): Operation {
  const found = operationById(id);
  if (found === undefined) throw new Error(`The document has no operation ${id}.`);
  return found;
}

export const hubId = "695b1b20c4d1e2f3a4b50101";
export const hub = { name: "Surabaya", address: "Jalan Layang-Layang 8", lat: -7.2214, lng: 112.7317 };

/** A successful GET of one hub; `change` replaces parts of it. */
export function exchange(change: Partial<Exchange> = {}): Exchange {
  return {
    method: "GET",
    url: `https://mock.example/api/v3/hub/${hubId}`,
    requestHeaders: { Authorization: "Bearer kurir-samudra" },
    status: 200,
    responseHeaders: { "content-type": "application/json" },
    responseBody: { status: true, data: hubRecord },
    ...change,
  };
}

export const hubRecord = {
  _id: hubId,
  ...hub,
  organizationId: "695b1b20c4d1e2f3a4b50001",
  createdTime: "2026-01-05T02:00:00.000000Z",
  updatedTime: "2026-01-05T02:00:00.000000Z",
};

/** Where the violations are and which keyword is broken: `/query/limit type`. */
export function brief(violations: readonly Violation[]): string[] {
  return violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`);
}

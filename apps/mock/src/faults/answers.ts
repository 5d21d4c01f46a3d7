import { failure } from "../errors.ts";
import type { Delivery, MockResponse } from "../types.ts";
import type { FaultName } from "./plan.ts";

/** What stands between a client and a server speaks HTML, whatever the API promises. */
const badGateway = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
`;

/** The answer of a fault that comes before anything was done; undefined for one that spoils the answer later. */
export function faultAnswer(name: FaultName): MockResponse | undefined {
  if (name === "502") return { status: 502, headers: { "content-type": "text/html" }, body: badGateway };
  if (name === "reset") return { status: 503, headers: {}, body: undefined, delivery: { kind: "reset" } };
  return /^\d+$/.test(name) ? failure(Number(name)) : undefined;
}

/** How a fault spoils the answer of a request that was carried out. */
export function spoiling(name: FaultName, slowMs: number): Delivery {
  if (name === "slow") return { kind: "slow", ms: slowMs };
  return { kind: name === "cut" ? "cut" : "reset" };
}

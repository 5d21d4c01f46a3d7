import { operations } from "@mileapp/contract";
import type { Stage } from "../types.ts";

const methods = [...new Set(operations.map((operation) => operation.method))].join(", ");

/** Answers the question a browser asks before it sends a request to another origin: everything is allowed. */
export const preflight: Stage = (exchange) => {
  if (exchange.request.method !== "OPTIONS" || exchange.header("access-control-request-method") === undefined) return;
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": methods,
      // `*` would not cover Authorization (Fetch standard), so the names asked for are repeated.
      "access-control-allow-headers": exchange.header("access-control-request-headers") ?? "*",
      "access-control-max-age": "7200",
      vary: "Origin, Access-Control-Request-Headers",
    },
    body: undefined,
  };
};

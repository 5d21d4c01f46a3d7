import { failure } from "../errors.ts";
import type { Stage } from "../types.ts";

const bearer = /^Bearer +(\S+)$/i;

/**
 * Refuses a request without a bearer token. Any token is good: `acme~danu` is the user danu of the organization `acme`, a
 * token without `~` belongs to the default organization.
 */
export const token: Stage = (exchange) => {
  const value = bearer.exec(exchange.header("authorization") ?? "")?.[1];
  if (value === undefined) {
    const open = exchange.match.kind === "found" && !exchange.match.operation.secured;
    return open ? undefined : failure(401);
  }
  const sign = value.indexOf("~");
  if (sign > 0) exchange.organization = value.slice(0, sign);
  if (sign >= 0) exchange.user = value.slice(sign + 1);
};

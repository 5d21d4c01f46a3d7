import { unauthorized } from "../errors.ts";
import { defaultOrganization } from "../exchange.ts";
import type { Stage } from "../types.ts";

const bearer = /^Bearer +(\S+)$/i;

/** Refuses a request without a bearer token and reads from the token which organization sends it. */
export const token: Stage = (exchange) => {
  const value = bearer.exec(exchange.header("authorization") ?? "")?.[1];
  if (value !== undefined) exchange.organization = organizationOf(value);
  else if (exchange.match.kind !== "found" || exchange.match.operation.secured) return unauthorized;
};

/** Any token is good: `acme~anything` belongs to the organization `acme`, a token without `~` to the default one. */
function organizationOf(value: string): string {
  return value.slice(0, Math.max(0, value.indexOf("~"))) || defaultOrganization;
}

import { Call } from "../../behave/call.ts";
import { Exchange } from "../../exchange.ts";
import { isOwner } from "./user-sight.ts";

/** What users may see and reach does not limit what the mock does by itself: it acts for an owner of the organization. */
export function byOwner({ exchange, organization, world }: Call): Call {
  const owner = [...organization.collection("users").entries()].find(({ value }) => isOwner(value));
  const own = { user: String(owner?.value.email ?? ""), body: undefined };
  return new Call(Object.assign(new Exchange(exchange.request, exchange.realm), exchange, own), organization, world);
}

import { Call } from "../../behave/call.ts";
import { Exchange } from "../../exchange.ts";
import { firstOwner } from "./user-sight.ts";

/** What users may see and reach does not limit what the mock does by itself: it acts for an owner of the organization. */
export function byOwner(call: Call): Call {
  const { exchange, organization, world } = call;
  const own = { user: String(firstOwner(call)?.email ?? ""), body: undefined };
  return new Call(Object.assign(new Exchange(exchange.request, exchange.realm), exchange, own), organization, world);
}

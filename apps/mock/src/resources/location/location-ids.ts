import type { Call } from "../../behave/call.ts";
import { organizationId } from "../../behave/stamps.ts";
import type { Organization } from "../../memory/organization.ts";
import { writeTime } from "../../notation.ts";

const lastReceipt = new WeakMap<Organization, number>();

/**
 * The id of a new point: it ends with the moment of receipt in milliseconds (facts: location-history.md 6), so the points
 * of a bulk count as received one after the other.
 */
export function pointId(call: Call, email: unknown): string {
  const { organization, world, records } = call;
  let receipt = Math.max(Math.floor(world.now()), (lastReceipt.get(organization) ?? 0) + 1);
  const id = () => `${organizationId(call)}_${email}_${receipt}`;
  while (records.get(id()) !== undefined) receipt++;
  lastReceipt.set(organization, receipt);
  return id();
}

/** The moment of receipt that the id of a point ends with, in milliseconds since the epoch; undefined for other ids. */
export function receiptOf(id: unknown): number | undefined {
  const [, digits] = /_(\d{13})$/.exec(String(id)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The id of a new trip: it ends with the local time of its creation and an `s`. */
export function tripId(call: Call, email: unknown): string {
  let time = call.world.now();
  const id = () => {
    // Activities are the records that write local time.
    const digits = writeTime("activities", "createdTime", time).slice(0, 19).replace(/\D/g, "");
    return `${organizationId(call)}_${email}_${digits}s`;
  };
  while (call.records.get(id()) !== undefined) time += 1000;
  return id();
}

import type { Call } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { readTime } from "../../notation.ts";

/** Whether a new record is newer than what is known of its user so far. */
export function isNewest(call: Call, { email, createdTime }: JsonObject): boolean {
  const latest = latestOf(call, email);
  return latest === undefined || readTime(createdTime) >= readTime(latest.value.createdTime);
}

/** A new record is the latest of its user, so the others are not. */
export function outdateOthers(call: Call, { _id, email }: JsonObject): void {
  for (const { key, value } of [...call.records.allBy("isLatest", true)]) {
    if (value.email === email && key !== _id) call.records.put(key, { ...value, isLatest: false });
  }
}

/** Marks the newest of what is left of a user; trips that have ended don't count. */
export function markNewest(call: Call, email: unknown): void {
  let newest: Entry | undefined;
  for (const entry of call.records.allBy("email", email)) {
    if (entry.value.finish) continue;
    const isLater = newest === undefined || readTime(entry.value.createdTime) >= readTime(newest.value.createdTime);
    if (isLater) newest = entry;
  }
  if (newest !== undefined) call.records.put(newest.key, { ...newest.value, isLatest: true });
}

/** Found among the latest of all users, which are few, rather than among all records of the user. */
function latestOf({ records }: Call, email: unknown): Entry | undefined {
  for (const entry of records.allBy("isLatest", true)) if (entry.value.email === email) return entry;
  return undefined;
}

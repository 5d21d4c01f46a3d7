import type { Call } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { readTime } from "../../notation.ts";

/** Whether a new or moved record is newer than all others of its user; a trip that has ended is not. */
export function isNewest(call: Call, { _id, email, createdTime, finish }: JsonObject): boolean {
  if (finish) return false;
  const latest = latestOf(call, email);
  const rival = latest?.key === _id ? newestOf(call, email, _id) : latest;
  return rival === undefined || readTime(createdTime) >= readTime(rival.value.createdTime);
}

/** A new record is the latest of its user, so the others are not. */
export function outdateOthers(call: Call, { _id, email }: JsonObject): void {
  for (const { key, value } of [...call.records.allBy("isLatest", true)]) {
    if (value.email === email && key !== _id) call.records.put(key, { ...value, isLatest: false });
  }
}

/** Marks the newest of what is left of a user; trips that have ended don't count. */
export function markNewest(call: Call, email: unknown): void {
  const newest = newestOf(call, email);
  if (newest !== undefined) call.records.put(newest.key, { ...newest.value, isLatest: true });
}

function newestOf({ records }: Call, email: unknown, except?: unknown): Entry | undefined {
  let newest: Entry | undefined;
  for (const entry of records.allBy("email", email)) {
    if (entry.value.finish || entry.key === except) continue;
    const isLater = newest === undefined || readTime(entry.value.createdTime) >= readTime(newest.value.createdTime);
    if (isLater) newest = entry;
  }
  return newest;
}

/** Found among the latest of all users, which are few, rather than among all records of the user. */
function latestOf({ records }: Call, email: unknown): Entry | undefined {
  for (const entry of records.allBy("isLatest", true)) if (entry.value.email === email) return entry;
  return undefined;
}

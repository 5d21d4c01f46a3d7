import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import type { SentFile } from "../../form.ts";
import { invalid, Refusal } from "../../refusal.ts";

/** 20 MB (facts: data-import.md). */
const maxBytes = 20 * 1024 * 1024;

/** Refuses (400) an unknown hub, and none where the records of the data type have one each. */
export function checkHub(call: Call, hubId: unknown, isShared: boolean): void {
  if (hubId !== undefined) selected(call, "hubs", hubId, "hubId");
  else if (!isShared) throw invalid("The hubId field is required.");
}

/** Refuses a file that is too large (413), has no name (400) or is of another kind by its name (422). */
export function checkFile({ filename, size }: SentFile): void {
  if (size > maxBytes) throw new Refusal(413, "The file must not be larger than 20 MB.");
  if (filename === "") throw invalid("The file field must have a file name.");
  // Without an ending it may be any of them.
  if (/\.(?!csv$|xlsx?$)\w+$/i.test(filename)) throw new Refusal(422);
}

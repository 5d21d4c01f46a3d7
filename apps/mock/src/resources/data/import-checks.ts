import type { Call } from "../../behave/call.ts";
import type { SentFile } from "../../form.ts";
import { Refusal } from "../../refusal.ts";

/** The short reason for programs that errors of imports have beside their message (facts: data-import.md). */
const codes = { 400: "import-001", 404: "import-004", 422: "import-002" };

/** Refuses what is asked of imports. */
export function refusal(status: keyof typeof codes, message: string): Refusal {
  return new Refusal(status, message, { failedCode: codes[status] });
}

/** 20 MB (facts: data-import.md). */
const maxBytes = 20 * 1024 * 1024;

/** Refuses (400) an unknown hub, and none where the records of the data type have one each. */
export function checkHub(call: Call, hubId: unknown, isShared: boolean): void {
  if (hubId === undefined) {
    if (!isShared) throw refusal(400, "The hubId field is required.");
  } else if (call.organization.collection("hubs").get(String(hubId)) === undefined) {
    throw refusal(400, "The selected hubId is invalid.");
  }
}

/** Refuses a file that is too large (413), has no name (400) or is of another kind by its name (422). */
export function checkFile({ filename, size }: SentFile): void {
  if (size > maxBytes) throw new Refusal(413, "The file must not be larger than 20 MB.");
  if (filename === "") throw refusal(400, "The file field must have a file name.");
  // Without an ending it may be any of them.
  if (/\.(?!csv$|xlsx?$)\w+$/i.test(filename)) {
    throw refusal(422, "The file must be a file of type: csv, xls, xlsx.");
  }
}

import type { Call } from "../../behave/call.ts";
import { organizationId } from "../../behave/stamps.ts";
import { writeDate } from "../../notation.ts";

/** Where the API keeps files. */
export const storage = "https://apistorage.mile.app";

/** The address that a file gets in an area of the storage today; of most files the mock keeps no more than that. */
export function storedFile(call: Call, area: string, name: string): string {
  const day = writeDate(call.world.now(), "/");
  const folder =
    area === "plugins" ? `plugins/${day}/${organizationId(call)}` : `${area}/${organizationId(call)}/${day}`;
  return `${storage}/${folder}/${encodeURIComponent(name)}`;
}

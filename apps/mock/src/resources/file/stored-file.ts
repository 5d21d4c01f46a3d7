import type { Call } from "../../behave/call.ts";
import { organizationId } from "../../behave/stamps.ts";

/** Where the API keeps files. */
export const storage = "https://apistorage.mile.app";

/** The address that a file gets in an area of the storage today; the mock keeps no files, only their addresses. */
export function storedFile(call: Call, area: string, name: string): string {
  const day = new Date(call.world.now()).toISOString().slice(0, 10).replaceAll("-", "/");
  const folder =
    area === "plugins" ? `plugins/${day}/${organizationId(call)}` : `${area}/${organizationId(call)}/${day}`;
  return `${storage}/${folder}/${encodeURIComponent(name)}`;
}

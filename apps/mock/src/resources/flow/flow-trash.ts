import type { Call } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";

/** A flow as the answer to its deletion shows it. */
export function trashed(call: Call, flow: JsonObject): JsonObject {
  const time = writeTime("flows", "deleted_at", call.world.now());
  return { ...flow, updatedTime: time, deleted_at: time };
}

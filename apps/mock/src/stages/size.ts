import { payloadTooLarge } from "../errors.ts";
import type { Stage } from "../types.ts";

/** Refuses a body above the limit, whether the adapter has read it or stopped on the way. */
export function size(limit: number): Stage {
  return ({ request }) =>
    request.bodyTooLarge === true || (request.body?.byteLength ?? 0) > limit ? payloadTooLarge : undefined;
}

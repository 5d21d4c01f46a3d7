import { failure } from "../errors.ts";
import type { Stage } from "../types.ts";

/**
 * Refuses a body above the limit, whether the adapter has read it or stopped on the way. An operation that takes no body
 * has no use for one, of whatever size.
 */
export function size(limit: number): Stage {
  return ({ request, operation }) => {
    if (operation.body === undefined) return undefined;
    return request.bodyTooLarge === true || (request.body?.byteLength ?? 0) > limit ? failure(413) : undefined;
  };
}

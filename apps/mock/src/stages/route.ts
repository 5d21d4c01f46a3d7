import { failure, methodNotAllowed } from "../errors.ts";
import type { Stage } from "../types.ts";

/** Refuses what is no operation: an unknown URL, or a known one with a method that it does not take. */
export const route: Stage = ({ match, request }) => {
  if (match.kind === "unknown") return failure(404);
  if (match.kind === "wrong-method") return methodNotAllowed(request.method, match.allow);
};

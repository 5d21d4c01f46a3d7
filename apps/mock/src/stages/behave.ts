import type { Prism } from "../prism.ts";
import type { Stage } from "../types.ts";

/** Carries a valid request out. So far every operation answers with a documented example. */
export function behave(prism: Prism): Stage {
  return ({ operation, wish }) => prism.answer(operation, wish);
}

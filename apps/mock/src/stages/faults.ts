import { faultAnswer, spoiling } from "../faults/answers.ts";
import { defaultSlowMs } from "../faults/plan.ts";
import type { Stage } from "../types.ts";

/** Lets go wrong what the fault plan says: at once, or when the answer is sent. */
export const faults: Stage = (exchange) => {
  const { dice } = exchange.realm;
  const fault = dice?.throw(exchange.operation.id);
  if (dice === undefined || fault === undefined) return;
  const answer = faultAnswer(fault);
  if (answer === undefined) exchange.delivery = spoiling(fault, dice.plan.slowMs ?? defaultSlowMs);
  return answer;
};

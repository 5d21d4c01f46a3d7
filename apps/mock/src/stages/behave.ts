import "../resources/index.ts";
import { behaviourOf } from "../behave/behaviours.ts";
import { Call } from "../behave/call.ts";
import { failure } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import type { Prism } from "../prism.ts";
import { Refusal } from "../refusal.ts";
import type { Handle } from "../scenario/handler.ts";
import type { MockResponse, Stage } from "../types.ts";

/**
 * Carries a valid request out on the memory: with a handler of the team, else with the behaviour of the operation. What
 * has none yet, and whoever asks for an example, gets Prism's answer, which remembers nothing and says so in a header.
 */
export function behave(prism: Prism): Stage {
  return (exchange) => {
    const { operation, wish } = exchange;
    if (wish.example !== undefined || wish.dynamic === true) return prism.answer(operation, wish);
    const handle = exchange.realm.handlerOf(operation.id)?.handle;
    const usual = () => carryOut(exchange, behaviourOf(operation)) ?? prism.answer(operation, wish);
    if (handle === undefined) return usual();
    const outcome = carryOut(exchange, handle);
    return outcome instanceof Promise ? outcome.then((own) => own ?? usual(), refuse) : (outcome ?? usual());
  };
}

/** Does the work that is due by now, then this. Refusals become answers. */
function carryOut(exchange: Exchange, work: Handle | undefined): ReturnType<Handle> {
  if (work === undefined) return undefined;
  const { store, world } = exchange.realm;
  try {
    world.schedule.runDue();
    const organization = store.organization(exchange.organization);
    return store.transact(() => work(new Call(exchange, organization, world)));
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown): MockResponse {
  if (error instanceof Refusal) return failure(error.status, error.said, {}, error.beside);
  throw error;
}

import type { Answer, Operation } from "@mileapp/contract";
import { badRequest } from "../errors.ts";
import { readPrefer } from "../prefer.ts";
import type { Prism } from "../prism.ts";
import type { Realms } from "../realms.ts";
import type { Stage } from "../types.ts";

/** Milliseconds that an answer can be held back at most. */
const maxDelay = 30_000;

/**
 * Reads what the client prefers (RFC 7240). An error code is answered here, whatever the request's body says, so that
 * every failure can be rehearsed with one header. A preference that can't be met is a 400 instead of being ignored: a
 * rehearsal that silently succeeds would be worse.
 */
export function prefer(prism: Prism, realms: Realms): Stage {
  return (exchange) => {
    const header = exchange.header("prefer");
    if (header === undefined) return;
    const { operation } = exchange;
    const { code, example, dynamic = "false", delay = "0", scenario } = readPrefer(header);
    const realm = scenario === undefined ? exchange.realm : realms.find(scenario);
    if (realm === undefined) return unknownScenario(scenario, realms.names);
    exchange.realm = realm;
    if (!/^\d+$/.test(delay) || Number(delay) > maxDelay) {
      return badRequest(`Prefer: delay must be a whole number of milliseconds from 0 to ${maxDelay}.`);
    }
    if (dynamic !== "true" && dynamic !== "false") return badRequest("Prefer: dynamic must be true or false.");
    const answer = findAnswer(operation, code);
    if (answer === undefined) {
      const codes = operation.answers.map((candidate) => candidate.status);
      return undocumented(`code=${code}`, operation.id, codes);
    }
    if (example !== undefined && !answer.examples.includes(example)) {
      return undocumented(`example=${example}`, `${answer.status} of ${operation.id}`, answer.examples);
    }
    exchange.wish = { status: answer.status, example, dynamic: dynamic === "true", delay: Number(delay) };
    return answer.success ? undefined : prism.answer(operation, exchange.wish);
  };
}

/** The answer with this code; without a code the default success, which the document puts first. */
function findAnswer({ answers }: Operation, code: string | undefined): Answer | undefined {
  return code === undefined ? answers[0] : answers.find((answer) => String(answer.status) === code);
}

function undocumented(preference: string, place: string, documented: readonly (string | number)[]) {
  return badRequest(`Prefer: ${preference} is not documented for ${place}. Documented: ${documented.join(", ")}.`);
}

function unknownScenario(name: string | undefined, known: readonly string[]) {
  const names = known.length === 0 ? "The mock was started without any" : `There are: ${known.join(", ")}`;
  return badRequest(`Prefer: scenario=${name} is not known. ${names}.`);
}

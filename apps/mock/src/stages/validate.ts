import { checkBody, readParameters, type Violation } from "@mileapp/contract";
import { badRequest, notFound } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { wordViolation } from "../messages.ts";
import type { Stage } from "../types.ts";

/** Refuses what breaks the document's schemas, with a message that names the first field. */
export const validate: Stage = (exchange) => {
  const { match, operation, query } = exchange;
  if (match.kind !== "found") return;
  const { values, violations } = readParameters(operation, match.path, query);
  exchange.values = values;
  const wrong = violations.find((violation) => violation.in !== "path") ?? firstOfBody(exchange);
  if (wrong !== undefined) return badRequest(wordViolation(wrong));
  // An id that breaks its schema belongs to no record, so it is answered like any other unknown id.
  if (violations.length > 0) return notFound;
};

function firstOfBody(exchange: Exchange): Violation | undefined {
  // Without a body there is nothing to check: where one is required, the body stage has refused the request.
  if (exchange.body === undefined) return undefined;
  return checkBody(exchange.operation, exchange.header("content-type"), exchange.body)[0];
}

import { checkBody, checkRows, readParameters, type Violation } from "@mileapp/contract";
import { badRequest, failure } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { wordViolation } from "../messages.ts";
import type { MockResponse, Stage } from "../types.ts";

/**
 * Refuses what breaks the document's schemas, with a message that names the first field. Rows of a bulk fail by themselves.
 */
export const validate: Stage = (exchange) => {
  const { match, operation, query } = exchange;
  if (match.kind !== "found") return;
  const { values, violations } = readParameters(operation, match.path, query);
  exchange.values = values;
  const wrong = violations.find((violation) => violation.in !== "path") ?? firstOfBody(exchange);
  if (wrong !== undefined) return fileTooLarge(wrong) ?? badRequest(wordViolation(wrong));
  // An id that breaks its schema belongs to no record, so it is answered like any other unknown id.
  if (violations.length > 0) return failure(404);
};

function firstOfBody(exchange: Exchange): Violation | undefined {
  // Without a body there is nothing to check: where one is required, the body stage has refused the request.
  if (exchange.body === undefined) return undefined;
  const found = checkBody(exchange.operation, exchange.header("content-type"), exchange.body);
  const rows = found.length === 0 ? undefined : checkRows(exchange.operation, exchange.body, found);
  if (rows === undefined) return found[0];
  exchange.badRows = rows;
  return undefined;
}

/** A file of a form above its `maxLength` has a status of its own. */
function fileTooLarge({ pointer, keyword, params }: Violation): MockResponse | undefined {
  const place = /^\/body\/(.+)\/size$/.exec(pointer)?.[1];
  if (keyword !== "maximum" || place === undefined) return undefined;
  return failure(413, `The ${place} must not be larger than ${params.limit} bytes.`);
}

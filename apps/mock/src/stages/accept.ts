import { failure } from "../errors.ts";
import type { Stage } from "../types.ts";

/**
 * Refuses a client that takes neither `application/json` nor `*\/*`, the only two that the API names. Where an
 * operation sends something else than JSON, its type is as good.
 */
export const accept: Stage = (exchange) => {
  const header = exchange.header("accept");
  if (header === undefined || header === "*/*" || header === "application/json") return;
  const sent = exchange.operation.answers[0]?.contentTypes ?? [];
  return allows(header, sent) ? undefined : failure(406);
};

/** The more exact range decides (RFC 9110, section 12.5.1): `application/json;q=0, *\/*` refuses JSON. */
function allows(header: string, sent: readonly string[]): boolean {
  let exact: boolean | undefined;
  let any: boolean | undefined;
  const ranges = header.split(",").map((part) => part.split(";").map((text) => text.trim().toLowerCase()));
  for (const [range = "", ...parameters] of ranges) {
    const wanted = !parameters.some((parameter) => unwanted.test(parameter));
    if (range === "application/json" || sent.includes(range)) exact = exact === true || wanted;
    if (range === "*/*") any = wanted;
  }
  return exact ?? any ?? header.trim() === "";
}

const unwanted = /^q=0(?:\.0*)?$/;

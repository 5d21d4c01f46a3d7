import { notAcceptable } from "../errors.ts";
import type { Stage } from "../types.ts";

/**
 * Refuses a client that takes neither `application/json` nor `*\/*`, the only two that the API names. Where an
 * operation sends something else than JSON, its type is as good.
 */
export const accept: Stage = (exchange) => {
  const header = exchange.header("accept");
  if (header === undefined || header === "*/*" || header === "application/json") return;
  const sent = exchange.operation.answers[0]?.contentTypes ?? [];
  return allows(header, sent) ? undefined : notAcceptable;
};

/** The more exact range decides (RFC 9110, section 12.5.1): `application/json;q=0, *\/*` refuses JSON. */
function allows(header: string, sent: readonly string[]): boolean {
  let exact: number | undefined;
  let any: number | undefined;
  let ranges = 0;
  for (const part of header.split(",")) {
    const [range = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    if (range === "") continue;
    ranges++;
    if (range === "application/json" || sent.includes(range)) exact = Math.max(exact ?? 0, quality(parameters));
    if (range === "*/*") any = Math.max(any ?? 0, quality(parameters));
  }
  return ranges === 0 || (exact ?? any ?? 0) > 0;
}

/** The `q` among the parameters, 1 when there is none or it is no number. */
function quality(parameters: readonly string[]): number {
  const value = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const number = value === undefined || value === "" ? 1 : Number(value);
  return Number.isNaN(number) ? 1 : number;
}

import { checkAnswer, checkError } from "./answer.ts";
import type { Exchange, Match, Violation } from "./checks.ts";
import { header, isRaw, mediaType, readBody } from "./http.ts";
import { findOperation, pathBelowBase } from "./match.ts";
import { readParameters } from "./parameters.ts";
import { checkBody } from "./request.ts";
import type { Operation } from "./types.ts";
import { none, violation } from "./violations.ts";

/**
 * Checks one request with its answer against the document.
 *
 * - The answer's status, content type and body must be those that the document gives for the operation.
 * - A success must answer a request that the document allows: otherwise the server took what it should refuse.
 * - An unknown URL is answered with 404, a wrong method with 405 and `Allow`; 401 and 429 may come before either.
 * - Every error has the error body.
 *
 * CORS preflights (OPTIONS) are not part of the document and pass. A multipart request body is checked only when it is
 * given as a `Form`.
 */
export function checkExchange(exchange: Exchange): readonly Violation[] {
  const method = exchange.method.toUpperCase();
  if (method === "OPTIONS") return none;
  const { path, query } = splitUrl(exchange.url);
  const match = findOperation(method, path);
  if (match.kind !== "found") return checkError(exchange, refusals[match.kind], allowOf(match));
  const answer = checkAnswer(exchange, match.operation);
  if (exchange.status < 200 || exchange.status > 299) return answer;
  const { violations } = readParameters(match.operation, match.path, query);
  return [
    ...checkToken(exchange, match.operation),
    ...violations,
    ...checkRequestBody(exchange, match.operation),
    ...answer,
  ];
}

/** What may answer a request that fits no operation, the answer that it should get first. */
const refusals = { unknown: [404, 401, 429], "wrong-method": [405, 401, 429] } as const;

function allowOf(match: Match): readonly string[] {
  return match.kind === "wrong-method" ? match.allow : [];
}

/** Not `new URL`, which would tidy the path up before it is judged. */
function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const [pathname = "", query = ""] = url
    .replace(/^[a-z]+:\/\/[^/?#]*/i, "")
    .replace(/#.*$/s, "")
    .split(/\?(.*)/s);
  return { path: pathBelowBase(pathname) ?? pathname, query: new URLSearchParams(query) };
}

function checkToken({ requestHeaders }: Exchange, operation: Operation): readonly Violation[] {
  if (requestHeaders === undefined || !operation.secured) return none;
  const value = header(requestHeaders, "authorization") ?? "";
  return /^Bearer \S/i.test(value)
    ? none
    : [violation("/header/authorization", "required", {}, "is required: this operation takes a bearer token")];
}

function checkRequestBody({ requestHeaders, requestBody }: Exchange, operation: Operation): readonly Violation[] {
  if (operation.body === undefined) return none;
  const first = operation.body.contents[0]?.type;
  const contentType = requestHeaders === undefined ? first : header(requestHeaders, "content-type");
  const isMultipart = mediaType(contentType ?? "").startsWith("multipart/");
  if (isMultipart && isRaw(requestBody) && requestBody.length > 0) return none;
  const body = readBody(requestBody);
  if (body.kind === "malformed") return [violation("/body", "json", {}, "must be JSON text")];
  return checkBody(operation, contentType, body.kind === "none" ? undefined : body.value);
}

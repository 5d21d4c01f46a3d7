import { checkAnswer, checkError } from "./answer.ts";
import type { Exchange, Match, Violation } from "./checks.ts";
import { header, isRaw, mediaType, readBody } from "./http.ts";
import { isObject, valueAt } from "./json.ts";
import { findOperation, pathBelowBase } from "./match.ts";
import { readParameters } from "./parameters.ts";
import { checkBody, checkRows } from "./request.ts";
import type { Operation } from "./types.ts";
import { none, violation } from "./violations.ts";

/**
 * Checks one request with its answer against the document.
 *
 * - The answer's status, content type and body must be those that the document gives for the operation.
 * - A success must answer a request that the document allows: otherwise the server took what it should refuse. Of a bulk,
 *   a row that the document does not allow may also have failed by itself.
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

function checkRequestBody(exchange: Exchange, operation: Operation): readonly Violation[] {
  const { requestHeaders, requestBody } = exchange;
  if (operation.body === undefined) return none;
  const first = operation.body.contents[0]?.type;
  const contentType = requestHeaders === undefined ? first : header(requestHeaders, "content-type");
  const isMultipart = mediaType(contentType ?? "").startsWith("multipart/");
  if (isMultipart && isRaw(requestBody) && requestBody.length > 0) return none;
  const body = readBody(requestBody);
  if (body.kind === "malformed") return [violation("/body", "json", {}, "must be JSON text")];
  const value = body.kind === "none" ? undefined : body.value;
  const found = checkBody(operation, contentType, value);
  const rows = found.length === 0 ? undefined : checkRows(operation, value, found);
  return rows === undefined ? found : takenRows(exchange, operation, rows);
}

/** What is wrong with rows of which the answer does not say that they failed. */
function takenRows(
  { responseBody }: Exchange,
  { resource }: Operation,
  wrong: ReadonlyMap<number, readonly Violation[]>,
): readonly Violation[] {
  const body = readBody(responseBody);
  const answer = body.kind === "value" ? body.value : undefined;
  const results = valueAt(answer, resource.item ?? "");
  const failed = Number(valueAt(answer, "/failed"));
  return [...wrong].flatMap(([index, violations]) => {
    const result: unknown = Array.isArray(results) ? results[index] : undefined;
    // Where rows have no status, all that is said of the failed ones is how many they are.
    const hasFailed = isObject(result) && "status" in result ? result.status === false : failed >= wrong.size;
    if (hasFailed) return [];
    const place = `/body${resource.rows}/${index}`;
    return violations.map(({ pointer, keyword, params }) =>
      violation(pointer.replace("/body", place), keyword, params),
    );
  });
}

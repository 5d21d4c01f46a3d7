import type { Exchange, Violation } from "./checks.ts";
import { errorBody, answers as validators } from "./generated/responses.js";
import { header, mediaType, readBody } from "./http.ts";
import type { Answer, Operation } from "./types.ts";
import type { Validator } from "./validator.ts";
import { none, validate, violation } from "./violations.ts";
import { listed } from "./wording.ts";

const json = "application/json";

/** Checks the answer of an operation: status, content type and body as documented. */
export function checkAnswer(exchange: Exchange, operation: Operation): readonly Violation[] {
  const answer = operation.answers.find(({ status }) => status === exchange.status);
  if (answer === undefined)
    return checkError(
      exchange,
      operation.answers.map(({ status }) => status),
      [],
    );
  const wrongType = checkContentType(exchange, answer);
  if (!answer.success) return [...wrongType, ...checkAllow(exchange, []), ...checkErrorBody(exchange, operation)];
  if (wrongType.length > 0) return wrongType;
  const type = mediaType(header(exchange.responseHeaders, "content-type") ?? "");
  const validator = validators[operation.id]?.[exchange.status]?.[type];
  return validator === undefined ? none : checkJson(exchange, validator);
}

/** Checks an answer that must be an error of one of these statuses; with 405, `Allow` must name these methods. */
export function checkError(
  exchange: Exchange,
  allowed: readonly number[],
  allow: readonly string[],
): readonly Violation[] {
  const found: Violation[] = [];
  if (!allowed.includes(exchange.status)) {
    const text = `must be ${allowed.length > 1 ? "one of: " : ""}${listed(allowed)}, not ${exchange.status}`;
    found.push(violation("/response/status", "status", { allowed }, text));
  }
  if (exchange.status < 400) return found;
  const type = { status: exchange.status, success: false, contentTypes: [json], examples: [] };
  return [...found, ...checkContentType(exchange, type), ...checkAllow(exchange, allow), ...checkErrorBody(exchange)];
}

function checkContentType(exchange: Exchange, { contentTypes }: Answer): readonly Violation[] {
  const sent = header(exchange.responseHeaders, "content-type");
  const hasBody = readBody(exchange.responseBody).kind !== "none";
  if (contentTypes.length === 0 ? !hasBody : contentTypes.includes(mediaType(sent ?? ""))) return none;
  const wanted = contentTypes.length === 0 ? "must be absent, as there is no body" : `must be ${listed(contentTypes)}`;
  const text = `${wanted}${sent === undefined ? "" : `, not ${sent}`}`;
  return [violation("/response/header/content-type", "contentType", { allowed: contentTypes }, text)];
}

function checkAllow({ status, responseHeaders }: Exchange, allow: readonly string[]): readonly Violation[] {
  if (status !== 405) return none;
  const sent = header(responseHeaders, "allow")
    ?.split(",")
    .map((method) => method.trim());
  if (sent !== undefined && allow.every((method) => sent.includes(method))) return none;
  const text = `must list the methods that the URL takes${allow.length > 0 ? `: ${listed(allow)}` : ""}`;
  return [violation("/response/header/allow", "header", { allow }, text)];
}

/** The answer to HEAD has no body that could be checked. */
function checkErrorBody(exchange: Exchange, operation?: Operation): readonly Violation[] {
  if (exchange.method.toUpperCase() === "HEAD") return none;
  const basic = checkJson(exchange, errorBody);
  const own = operation === undefined ? undefined : validators[operation.id]?.[exchange.status]?.[json];
  return basic.length > 0 || own === undefined || own === errorBody ? basic : checkJson(exchange, own);
}

function checkJson({ responseBody }: Exchange, validator: Validator): readonly Violation[] {
  const body = readBody(responseBody);
  if (body.kind === "none") return [violation("/response/body", "required", {})];
  if (body.kind === "malformed") return [violation("/response/body", "json", {}, "must be JSON text")];
  return validate(validator, body.value, "/response/body");
}

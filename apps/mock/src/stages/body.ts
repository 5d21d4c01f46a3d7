import { readForm } from "@mileapp/contract";
import { badRequest } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { parseForm } from "../form.ts";
import type { MockResponse, Stage } from "../types.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Reads the body in a form that the operation documents. Whether the fields are right is checked by `validate`. */
export const body: Stage = (exchange) => {
  const documented = exchange.operation.body;
  if (documented === undefined) return;
  const bytes = exchange.request.body;
  if (bytes === undefined || bytes.byteLength === 0) {
    return documented.required ? badRequest("The request body is required.") : undefined;
  }
  const { "content-encoding": encoding = "identity" } = exchange.request.headers;
  if (encoding !== "identity") return badRequest("The request body must not be compressed (Content-Encoding).");
  const mediaType = mediaTypeOf(exchange.header("content-type") ?? "");
  if (!documented.contents.some((content) => content.type === mediaType)) {
    const types = documented.contents.map((content) => content.type);
    return badRequest(`The Content-Type header must be ${types.join(" or ")}.`);
  }
  return mediaType === "multipart/form-data" ? readMultipart(exchange, bytes) : readJson(exchange, bytes);
};

/** `application/json` of `Application/JSON; charset=utf-8`. */
function mediaTypeOf(contentType: string): string {
  const end = contentType.indexOf(";");
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

async function readMultipart(exchange: Exchange, bytes: Uint8Array): Promise<MockResponse | undefined> {
  try {
    const form = await parseForm(bytes, exchange.header("content-type") ?? "");
    exchange.body = readForm(exchange.operation, form);
  } catch {
    return badRequest("The request body is not valid multipart/form-data.");
  }
  return undefined;
}

function readJson(exchange: Exchange, bytes: Uint8Array): MockResponse | undefined {
  try {
    exchange.body = JSON.parse(utf8.decode(bytes));
  } catch (error) {
    return badRequest(error instanceof SyntaxError ? notJson(error) : "The request body is not valid UTF-8.");
  }
  return undefined;
}

/** Takes only the place from the parser's message: the rest repeats what the client has sent. */
function notJson(error: SyntaxError): string {
  const place = /line \d+ column \d+/.exec(error.message)?.[0];
  return `The request body is not valid JSON${place === undefined ? "" : ` (${place})`}.`;
}

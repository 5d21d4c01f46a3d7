import { type Received, readAnswer } from "./answer.ts";
import type { Operation } from "./errors/call-error.ts";
import { ConnectionError } from "./errors/connection-error.ts";
import { InputError } from "./errors/input-error.ts";
import { toFormData } from "./form-data.ts";
import { type Connection, requestUrl } from "./http.ts";

/** What can be said about one single call, beside its input. */
export interface RequestOptions {
  /** Ends the call early; it then rejects with the signal's reason, as `fetch` does. */
  readonly signal?: AbortSignal | undefined;
}

/** One call of an operation, as the generated methods describe it. */
export interface Call extends Operation {
  /** Values of the path template. */
  readonly parameters?: Record<string, string>;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  /** How `body` is sent; JSON unless told otherwise. */
  readonly encoding?: "multipart";
  /** What a success holds; JSON unless told otherwise. */
  readonly answer?: "file";
}

/**
 * Sends a call and resolves to the body of its success, any 2xx.
 * @throws InputError, ConnectionError, UnexpectedResponseError, or an ApiError by status.
 */
export type Send = <Answer>(call: Call, options?: RequestOptions) => Promise<Answer>;

/** The one place where a request becomes an answer: pacing, retries and timeouts belong around `exchange`. */
export function createSend(connection: Connection): Send {
  return async (call, options) => {
    const url = requestUrl(connection.baseUrl, call.path, call.parameters ?? {}, call.query ?? {});
    const init: RequestInit = { method: call.method, ...content(call) };
    if (options?.signal) init.signal = options.signal;
    const headers = new Headers(init.headers);
    headers.set("Accept", call.answer === "file" ? "*/*" : "application/json");
    headers.set("Authorization", await connection.authorization());
    return readAnswer(call, await exchange(connection, call, url, { ...init, headers }));
  };
}

// Reads the whole body here, so that a connection that breaks half-way is a failure of the same kind.
async function exchange(connection: Connection, call: Call, url: string, init: RequestInit): Promise<Received> {
  try {
    const response = await connection.fetch(url, init);
    const type = response.headers.get("Content-Type") ?? "";
    return { status: response.status, type, content: await response.arrayBuffer() };
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ConnectionError(call, cause);
  }
}

function content({ operation, body, encoding }: Call): RequestInit {
  if (body === undefined) return {};
  try {
    // `fetch` writes the content type of a form itself, with the boundary between its parts.
    if (encoding === "multipart") return { body: toFormData(body) };
    return { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  } catch (cause) {
    throw new InputError(`The body of ${operation} can't be written as JSON. Nothing was sent.`, { cause });
  }
}

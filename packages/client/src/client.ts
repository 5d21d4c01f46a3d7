import { InputError } from "./errors/input-error.ts";
import { createGroups, defaultBaseUrl, type Groups } from "./generated/index.ts";
import { type Connection, createPathClient, type PathClient } from "./http.ts";
import { createSend } from "./send.ts";
import { authorization, type Token } from "./token.ts";

/** What `createClient` needs to know. */
export interface ClientOptions {
  /** An access token, or a function that returns one and is asked before every request. */
  readonly token: Token;
  /** Where the API is; the live API unless told otherwise. Point it at the mock in tests. */
  readonly baseUrl?: string | undefined;
  /** Replaces the global `fetch`, for example to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** The API: one property per resource, `mile.hubs.list()`, and `mile.http` for requests by path. */
export interface MileClient extends Groups {
  /** Requests by method and path, for what the operations do not cover. */
  readonly http: PathClient;
}

/**
 * Opens a client. It holds no connection, so there is nothing to close; one is enough for a whole program.
 * @throws InputError when the token is missing or `baseUrl` is not a URL to send requests to.
 */
export function createClient(options: ClientOptions): MileClient {
  const connection: Connection = {
    baseUrl: checkedBaseUrl(options.baseUrl ?? defaultBaseUrl),
    authorization: authorization(options.token),
    // Looked up at each call, so that a `fetch` that is replaced later counts.
    fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)),
  };
  return { ...createGroups(createSend(connection)), http: createPathClient(connection) };
}

function checkedBaseUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || /[?#]/.test(baseUrl)) {
    throw new InputError(
      `\`baseUrl\` must be an http(s) address without user, query or fragment, such as ${defaultBaseUrl}`,
    );
  }
  return baseUrl.replace(/\/+$/, "");
}

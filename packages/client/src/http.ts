// The only module that knows openapi-fetch.
import createOpenApiFetch, { type Client, createFinalURL, createQuerySerializer } from "openapi-fetch";
import { InputError } from "./errors/input-error.ts";
import type { paths } from "./generated/types.ts";
import type { Authorization } from "./token.ts";

/** Where requests go and how: what all requests of one client share. */
export interface Connection {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly authorization: Authorization;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Requests by method and path: `mile.http.GET("/hub/{hubId}", { params: { path: { hubId } } })`. It resolves to
 * `{ data, error, response }` and leaves errors to the caller: only `fetch` failing and bad path values reject.
 */
export type PathClient = Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

/** The path-based client on the same connection as the operations. */
export function createPathClient({ baseUrl, authorization, fetch }: Connection): PathClient {
  const { GET, POST, PUT, PATCH, DELETE, use } = createOpenApiFetch<paths>({
    baseUrl,
    fetch: (request) => fetch(request),
    pathSerializer: fillPath,
  });
  use({
    async onRequest({ request }) {
      request.headers.set("Authorization", await authorization());
    },
  });
  return { GET, POST, PUT, PATCH, DELETE };
}

const querySerializer = createQuerySerializer<unknown>();

/**
 * The URL of a request.
 * @throws InputError when a path value is unfit or a query value can't be written in a URL.
 */
export function requestUrl(baseUrl: string, path: string, values: Record<string, string>, query: object): string {
  try {
    const params = { path: values, query: { ...query } };
    return createFinalURL(path, { baseUrl, params, pathSerializer: fillPath, querySerializer });
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError("The query can't be written in a URL: its values must be texts, numbers, booleans or lists.", {
      cause,
    });
  }
}

// A path value that is empty, `.` or `..` would address another resource: DELETE /hub/.. is DELETE /.
function fillPath(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = values[name];
    if ((typeof value !== "string" && typeof value !== "number") || /^\.{0,2}$/.test(String(value))) {
      throw new InputError(`\`${name}\` must be an id, not ${describe(value)}. Nothing was sent.`);
    }
    try {
      return encodeURIComponent(value);
    } catch (cause) {
      throw new InputError(`\`${name}\` is not well-formed text. Nothing was sent.`, { cause });
    }
  });
}

function describe(value: unknown): string {
  if (typeof value === "string") return value === "" ? "an empty text" : `"${value}"`;
  return value === null || value === undefined ? String(value) : `of type ${typeof value}`;
}

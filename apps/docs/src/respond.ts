import type { IncomingMessage, ServerResponse } from "node:http";
import type { Asset, Encoding, Site } from "./site.ts";

const safetyHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
};

/** Answers one request from the site in memory. Only GET and HEAD are taken. */
export async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD", "Content-Length": 0 }).end();
    return;
  }
  const found = site.get(pathOf(request.url ?? "/"));
  const asset = found ?? site.get("/404.html");
  if (asset === undefined) throw new Error("The site holds no 404.html.");
  await send(asset, found === undefined ? 404 : 200, request, response);
}

/** The path of the file that a request asks for. It is only looked up, never opened, so `..` leads nowhere. */
function pathOf(target: string): string {
  const path = target.split("?", 1)[0] ?? "/";
  return path === "/" ? "/index.html" : path;
}

async function send(asset: Asset, status: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const encoding = preferredEncoding(request.headers["accept-encoding"] ?? "");
  const etag = encoding === "identity" ? asset.etag : asset.etag.replace(/"$/, `-${encoding}"`);
  const headers = {
    ...safetyHeaders,
    "Cache-Control": asset.cacheControl,
    ETag: etag,
    Vary: "Accept-Encoding",
    ...(asset.policy === undefined ? {} : { "Content-Security-Policy": asset.policy }),
  };
  if (status === 200 && isKnown(etag, request.headers["if-none-match"])) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = await asset.body(encoding);
  response.writeHead(status, {
    ...headers,
    "Content-Type": asset.type,
    "Content-Length": body.length,
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

/** Whether the browser already has this version: `If-None-Match` lists it, or is `*`. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const listed = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return listed.includes(etag) || listed.includes("*");
}

/** The smallest form that the browser takes. `br;q=0` refuses brotli. */
function preferredEncoding(acceptEncoding: string): Encoding {
  const accepted = acceptEncoding
    .split(",")
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(";", 1)[0]?.trim().toLowerCase());
  return (["br", "gzip"] as const).find((encoding) => accepted.includes(encoding)) ?? "identity";
}

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { defaultMockUrl, pointToMock } from "./mock-address.ts";
import { policyElement, policyOf } from "./policy.ts";

/** One file of the site, ready to be sent. */
export type Asset = {
  type: string;
  /** How long browsers may keep it. */
  cacheControl: string;
  etag: string;
  /** The Content-Security-Policy of a page; other files need none. */
  policy?: string;
  /** The content, packed as asked; it is packed at most once. */
  body(encoding: Encoding): Promise<Buffer>;
};

/** How a body is packed on its way to the browser. */
export type Encoding = "br" | "gzip" | "identity";

/** The files of the site by their path, such as `/openapi.json`. Nothing that is not in here is ever sent. */
export type Site = Map<string, Asset>;

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
};

/** The document as the pages show it, with the mock's address. `/openapi.json` is the document itself and stays as it is. */
const shownDocument = "/description.json";

/**
 * Reads the built site into memory and points it to the mock that its readers have.
 * @throws {Error} when the site was not built yet, or holds a kind of file without a known content type.
 */
export async function loadSite(folder: string, mockUrl: string): Promise<Site> {
  if (!existsSync(join(folder, "index.html"))) throw new Error("The site is not built yet. Run `npm run build` first.");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const load = async (file: string): Promise<[string, Asset]> => {
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    return [path, assetOf(path, await readFile(file), mockUrl)];
  };
  return new Map(await Promise.all(files.map(load)));
}

function assetOf(path: string, built: Buffer, mockUrl: string): Asset {
  const type = types[extname(path)];
  if (type === undefined) throw new Error(`No content type is known for ${path}. Add it to apps/docs/src/site.ts.`);
  const isPage = type.startsWith("text/html");
  const content = isPage || path === shownDocument ? Buffer.from(pointed(built.toString("utf8"), mockUrl)) : built;
  return {
    type,
    cacheControl: path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    etag: `"${createHash("sha256").update(content).digest("hex").slice(0, 20)}"`,
    ...(isPage ? { policy: `${policyOf(content.toString("utf8"), mockUrl)}; frame-ancestors 'none'` } : {}),
    body: packer(content),
  };
}

/** A built file with the mock's address in its text and, if it is a page, in its policy. */
function pointed(text: string, mockUrl: string): string {
  const policed = text.replace(policyElement(text, defaultMockUrl), () => policyElement(text, mockUrl));
  return pointToMock(policed, mockUrl);
}

const packers = {
  br: (body: Buffer) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
  identity: async (body: Buffer) => body,
};

function packer(body: Buffer): Asset["body"] {
  const packed = new Map<Encoding, Promise<Buffer>>();
  return (encoding) => {
    const known = packed.get(encoding) ?? packers[encoding](body);
    packed.set(encoding, known);
    return known;
  };
}

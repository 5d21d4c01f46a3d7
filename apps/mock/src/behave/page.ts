import { basePath } from "@mileapp/contract";
import type { Call } from "./call.ts";
import type { Slice } from "./list.ts";

/**
 * The page object of a list as JSON text; `data` is the text of its rows, `lastId` the id of the last of them. Links point
 * at the mock itself. Text is put together and not joined, because joining would copy all rows once more.
 */
export function writePage(call: Call, slice: Slice, total: number, data: string, lastId = ""): string {
  const { page, limit, start, byCursor = false } = slice;
  const last = Math.max(1, Math.ceil(total / limit));
  const rows = Math.max(0, Math.min(slice.end, total) - start);
  const own = call.operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(call.path(name)));
  const path = `${origin(call)}${basePath}${own}`;
  const link = linker(call, path);
  const previous = page > 1 && !byCursor ? link(page - 1) : "null";
  const following = () => (byCursor ? linkBehind(call, path, lastId) : link(page + 1));
  const next = start + rows < total && rows > 0 ? following() : "null";
  const before = `{"current_page":${page},"data":`;
  const from = rows > 0 ? start + 1 : null;
  const to = rows > 0 ? start + rows : null;
  const pages = `"first_page_url":${link(1)},"from":${from},"last_page":${last},"last_page_url":${link(last)}`;
  const buttons = `"links":${writeButtons(page, last, previous, next, link)},"next_page_url":${next}`;
  const place = `"path":${JSON.stringify(path)},"per_page":${limit},"prev_page_url":${previous}`;
  return `${before + data},${pages},${buttons},${place},"to":${to},"total":${total}}`;
}

/** Page buttons shown at most; beyond that, the pages around the current one. */
const maxButtons = 10;

/** The address of a page as JSON text. */
type Link = (page: number) => string;

function writeButtons(page: number, last: number, previous: string, next: string, link: Link): string {
  const first = Math.max(1, Math.min(page - maxButtons / 2, last - maxButtons + 1));
  const end = Math.min(first + maxButtons - 1, last);
  let buttons = `{"url":${previous},"label":"&laquo; Previous","active":false}`;
  for (let number = first; number <= end; number += 1) {
    buttons += `,{"url":${link(number)},"label":"${number}","active":${number === page}}`;
  }
  return `[${buttons},{"url":${next},"label":"Next &raquo;","active":false}]`;
}

/** Makes the address of a page: the query of this request with another page number, and without a cursor. */
function linker(call: Call, path: string): Link {
  const { paging } = call.operation;
  const name = paging === undefined || paging.style === "none" ? "page" : paging.page;
  const others = paging?.style === "cursor" ? [name, paging.switch, paging.cursor] : [name];
  const query = new URLSearchParams(call.exchange.query);
  for (const other of others) query.delete(other);
  const rest = query.toString();
  const begin = JSON.stringify(rest === "" ? `${path}?${name}=` : `${path}?${rest}&${name}=`).slice(0, -1);
  return (page) => `${begin}${page}"`;
}

/** The address of what comes behind a record, as JSON text. */
function linkBehind(call: Call, path: string, id: string): string {
  const { paging } = call.operation;
  const query = new URLSearchParams(call.exchange.query);
  if (paging?.style === "cursor") query.set(paging.cursor, id);
  return JSON.stringify(`${path}?${query}`);
}

function origin(call: Call): string {
  const host = call.exchange.header("host");
  const scheme = call.exchange.header("x-forwarded-proto") === "https" ? "https" : "http";
  return host === undefined ? "" : `${scheme}://${host}`;
}

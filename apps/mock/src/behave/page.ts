import { basePath } from "@mileapp/contract";
import type { Call } from "./call.ts";
import type { Slice } from "./list.ts";

/** The page object of a list as JSON text; `data` is the text of its rows. Links point at the mock itself. */
export function writePage(call: Call, slice: Slice, total: number, data: string): string {
  const { page, limit, start } = slice;
  const last = Math.max(1, Math.ceil(total / limit));
  const rows = Math.max(0, Math.min(slice.end, total) - start);
  const own = call.operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(call.path(name)));
  const path = `${origin(call)}${basePath}${own}`;
  const link = linker(call, path);
  const json = JSON.stringify;
  const previous = page > 1 ? link(page - 1) : null;
  const next = page < last ? link(page + 1) : null;
  const parts = [
    `"current_page":${page}`,
    `"data":${data}`,
    `"first_page_url":${json(link(1))}`,
    `"from":${rows > 0 ? start + 1 : null}`,
    `"last_page":${last}`,
    `"last_page_url":${json(link(last))}`,
    `"links":${json(links(page, last, previous, next, link))}`,
    `"next_page_url":${json(next)}`,
    `"path":${json(path)}`,
    `"per_page":${limit}`,
    `"prev_page_url":${json(previous)}`,
    `"to":${rows > 0 ? start + rows : null}`,
    `"total":${total}`,
  ];
  return `{${parts.join(",")}}`;
}

/** Page buttons shown at most; beyond that, the pages around the current one. */
const maxButtons = 10;

type Link = (page: number) => string;

function links(page: number, last: number, previous: string | null, next: string | null, link: Link): object[] {
  const first = Math.max(1, Math.min(page - maxButtons / 2, last - maxButtons + 1));
  const count = Math.min(maxButtons, last - first + 1);
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  return [
    { url: previous, label: "&laquo; Previous", active: false },
    ...numbers.map((number) => ({ url: link(number), label: String(number), active: number === page })),
    { url: next, label: "Next &raquo;", active: false },
  ];
}

/** Makes the address of a page: the query of this request with another page number. */
function linker(call: Call, path: string): Link {
  const { paging } = call.operation;
  const name = paging === undefined || paging.style === "none" ? "page" : paging.page;
  const query = new URLSearchParams(call.exchange.query);
  query.delete(name);
  const rest = query.toString();
  const begin = rest === "" ? `${path}?${name}=` : `${path}?${rest}&${name}=`;
  return (page) => begin + page;
}

function origin(call: Call): string {
  const host = call.exchange.header("host");
  return host === undefined ? "" : `http://${host}`;
}

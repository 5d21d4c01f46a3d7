import type { Operation } from "@mileapp/contract";
import { type Received, type Sent, send, withForm, withJson } from "../requests.ts";
import type { Target } from "../targets.ts";
import { freshBody, takenProperty } from "./bodies.ts";
import { isObject, type JsonObject, valueAt } from "./json.ts";
import type { Life } from "./lives.ts";

/** What a request needs beyond its operation. */
export interface Details {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: JsonObject;
}

/** A list as far as it was walked: all records, and the links that led from page to page. */
export interface Walk {
  readonly records: readonly JsonObject[];
  readonly links: readonly string[];
}

/** A client of one organization. Every exchange is held to the document: what breaks it is thrown. */
export class Session {
  readonly #target: Target;
  readonly #token: string;

  constructor(target: Target, organization: string) {
    this.#target = target;
    this.#token = `${organization}~x`;
  }

  async ask(operation: Operation, { id, query = {}, body }: Details = {}): Promise<Received> {
    const path = operation.path.replace(/\{\w+\}/, encodeURIComponent(id ?? ""));
    const texts = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return this.#exchange(
      operation,
      { method: operation.method, path: texts.size > 0 ? `${path}?${texts}` : path },
      body,
    );
  }

  /** The record of a success. Throws for any other answer. */
  async record(operation: Operation, details: Details = {}): Promise<JsonObject> {
    return recordIn(operation, await this.ask(operation, details));
  }

  /**
   * Sends a documented body that can be sent again and again. What is unique only among some records (a team's name in
   * its hub) the document does not mark: a conflict names it, and it gets another value.
   */
  async send(operation: Operation, id?: string): Promise<{ answer: Received; body: JsonObject }> {
    const taken: string[] = [];
    for (;;) {
      const body = freshBody(operation, taken);
      const answer = await this.ask(operation, id === undefined ? { body } : { id, body });
      const property = takenProperty(answer);
      if (property === undefined || taken.includes(property)) return { answer, body };
      taken.push(property);
    }
  }

  /** A record to work with: a new one where the API makes any, else the first that there is. */
  async anyRecord({ create, replace, upserts, get, list, collection, id }: Life): Promise<JsonObject> {
    if (create !== undefined) {
      const made = recordIn(create, (await this.send(create)).answer);
      return this.record(get, { id: String(made[id]) });
    }
    if (replace !== undefined && upserts) {
      const made = recordIn(replace, (await this.send(replace, unknownId())).answer);
      return this.record(get, { id: String(made[id]) });
    }
    const [first] = list === undefined ? [] : (await this.walk(list)).records;
    if (first === undefined) throw new Error(`there are no ${collection} to begin with`);
    return first;
  }

  /** Goes through all pages of a list, by its links where it has any. */
  async walk(list: Operation, query: Details["query"] = {}, limit?: number): Promise<Walk> {
    const { paging } = list;
    const records: JsonObject[] = [];
    const links: string[] = [];
    if (paging === undefined || paging.style === "none") {
      return { records: rowsOf(list, await this.ask(list, { query })), links };
    }
    const size = limit ?? paging.max ?? paging.default;
    const sized = { ...query, [paging.limit]: size };
    let answer = await this.ask(list, { query: sized });
    for (let page = 2; ; page += 1) {
      const rows = rowsOf(list, answer);
      records.push(...rows);
      const next = nextLink(list, answer);
      if (next === null || (next === undefined && rows.length < size)) return { records, links };
      if (page > 500) throw new Error(`${list.id} never ends`);
      if (next !== undefined) links.push(next);
      answer =
        next === undefined
          ? await this.ask(list, { query: { ...sized, [paging.page]: page } })
          : await this.#follow(list, next);
    }
  }

  #follow(list: Operation, link: string): Promise<Received> {
    const { base } = this.#target;
    if (!link.startsWith(base)) throw new Error(`${list.id} links to ${link}, which is not below ${base}`);
    return this.#exchange(list, { method: "GET", path: link.slice(base.length) });
  }

  async #exchange(operation: Operation, request: Pick<Sent, "method" | "path">, body?: JsonObject): Promise<Received> {
    const bare = { ...request, headers: { accept: "application/json", authorization: `Bearer ${this.#token}` } };
    const received = await send(this.#target, await withBody(operation, bare, body));
    if (received.violations.length > 0) {
      const asked = `${operation.id} (${request.method} ${request.path}) ${JSON.stringify(body) ?? ""}`;
      throw new Error(`${asked} answered ${received.status}:\n${received.violations.join("\n")}`);
    }
    return received;
  }
}

/** The record of a success. Throws for any other answer. */
export function recordIn(operation: Operation, { status, body }: Received): JsonObject {
  const record = valueAt(body, operation.resource.item ?? "");
  if (status < 300 && isObject(record)) return record;
  throw new Error(`${operation.id} answered ${status}: ${JSON.stringify(body)}`);
}

let lastId = 0;

/** A well-formed id that no record has. */
export function unknownId(): string {
  lastId += 1;
  return `66f0c0de${lastId.toString(16).padStart(16, "0")}`;
}

function withBody(operation: Operation, sent: Sent, body: JsonObject | undefined): Sent | Promise<Sent> {
  const type = operation.body?.contents[0]?.type;
  if (body === undefined || type === undefined) return sent;
  if (type !== "multipart/form-data") return withJson(sent, body);
  return withForm(sent, operation, { name: "", contentType: type, value: body });
}

function rowsOf(list: Operation, { status, body }: Received): JsonObject[] {
  const rows = valueAt(body, list.resource.item ?? "");
  if (status > 299 || !Array.isArray(rows)) throw new Error(`${list.id} answered ${status}: ${JSON.stringify(body)}`);
  return rows.filter(isObject);
}

/** Undefined where the list has no links, null on its last page. */
function nextLink(list: Operation, { body }: Received): string | null | undefined {
  const { item = "" } = list.resource;
  const next = valueAt(body, `${item.slice(0, item.lastIndexOf("/"))}/next_page_url`);
  return typeof next === "string" || next === null ? next : undefined;
}

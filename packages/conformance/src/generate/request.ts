import { basePath, type Operation, operations } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { isObject } from "../life/json.ts";
import { bodySchema, querySchemas } from "./document.ts";
import { asForm } from "./form.ts";
import { mutate } from "./mutate.ts";
import type { Random } from "./random.ts";
import { spoil } from "./raw-body.ts";
import { valueFor } from "./schema-value.ts";
import { spoilHeaders, spoilMethod, spoilUrl } from "./spoil.ts";

/** A request as data: what a mock takes, and what can be sent over a socket. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** A request with the way it was made. */
export interface Generated {
  readonly kind: string;
  readonly operation: string;
  readonly asked: Asked;
}

/** What a request is made of before it is spoilt. */
interface Draft {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
}

/** How often each kind of request comes, out of the sum. */
const kinds = { example: 20, schema: 20, mutated: 25, raw: 10, url: 10, headers: 10, method: 3 } as const;
type Kind = keyof typeof kinds;
const drawn = (Object.keys(kinds) as Kind[]).flatMap((kind) => Array.from({ length: kinds[kind] }, () => kind)); // Object.keys forgets the names.

/**
 * Makes one request: valid, mutated or hostile. `ids` are ids that the server has lately shown, so that requests meet
 * records that exist.
 */
export function generate(random: Random, organization: string, ids: readonly string[]): Generated {
  const operation = random.pick(operations);
  const kind = random.pick(drawn);
  const draft: Draft = {
    method: operation.method,
    url: basePath + pathOf(operation, random, ids) + queryOf(operation, random),
    headers: { accept: "application/json", authorization: `Bearer ${organization}~x`, host: "127.0.0.1:4010" },
    body: undefined,
  };
  addBody(draft, operation, kind, random);
  if (kind === "url") draft.url = spoilUrl(draft.url, random);
  if (kind === "headers") draft.headers = spoilHeaders(draft.headers, random);
  if (kind === "method") draft.method = spoilMethod(random);
  return { kind, operation: operation.id, asked: draft };
}

function pathOf({ id, path }: Operation, random: Random, ids: readonly string[]): string {
  const shown = examplesOf(id).path;
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = ids.length > 0 && random.chance(0.5) ? random.pick(ids) : shown[name];
    return encodeURIComponent(String(value));
  });
}

function queryOf(operation: Operation, random: Random): string {
  const query = new URLSearchParams();
  for (const [name, schema] of querySchemas(operation)) {
    const shown = examplesOf(operation.id).query[name];
    if (shown !== undefined && random.chance(0.9)) query.append(name, String(shown));
    else if (random.chance(0.15)) query.append(name, String(valueFor(schema, random)));
  }
  return query.size > 0 ? `?${query}` : "";
}

function addBody(draft: Draft, operation: Operation, kind: Kind, random: Random): void {
  const type = operation.body?.contents[0]?.type;
  if (type === undefined) {
    if (kind === "raw") draft.body = spoil("{}", random);
    return;
  }
  const { requests } = examplesOf(operation.id);
  const shown = requests.length > 0 && (kind === "example" || random.chance(0.5));
  const valid = shown ? random.pick(requests).value : valueFor(bodySchema(operation), random);
  const value = kind === "mutated" ? mutateUpTo(3, valid, random) : valid;
  if (type === "multipart/form-data") {
    const form = asForm(isObject(value) ? value : {}, operation, random);
    draft.headers["content-type"] = form.type;
    draft.body = kind === "raw" ? form.body.slice(0, random.int(0, form.body.length)) : form.body;
    return;
  }
  draft.headers["content-type"] = "application/json";
  const text = JSON.stringify(value) ?? "";
  draft.body = kind === "raw" ? spoil(text, random) : new TextEncoder().encode(text);
}

function mutateUpTo(times: number, value: unknown, random: Random): unknown {
  let mutated = value;
  for (let left = random.int(1, times); left > 0; left -= 1) mutated = mutate(mutated, random);
  return mutated;
}

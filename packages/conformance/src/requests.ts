import type { Operation } from "@mileapp/contract";
import { type Example, examplesOf } from "@mileapp/contract/examples";
import { checkExchange } from "@mileapp/contract/exchange";
import { fileTypeOf } from "./files.ts";
import type { Target } from "./targets.ts";

/** A request that a test sends. */
export interface Sent {
  method: string;
  /** Path and query below the base path. */
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

/** An answer, with what the document has against the exchange. */
export interface Received {
  status: number;
  headers: Headers;
  body: unknown;
  violations: readonly string[];
}

/** The request that the document shows for an operation: its required parameters and its first body. */
export async function exampleRequest(operation: Operation, token: string): Promise<Sent> {
  const examples = examplesOf(operation.id);
  const query = new URLSearchParams(Object.entries(examples.query).map(([name, value]) => [name, String(value)]));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(examples.path[name])));
  const headers: Record<string, string> = { accept: "*/*", authorization: `Bearer ${token}` };
  const sent = { method: operation.method, path: query.size > 0 ? `${path}?${query}` : path, headers };
  const [body] = examples.requests;
  if (body === undefined) return sent;
  return body.contentType === "multipart/form-data" ? withForm(sent, operation, body) : withJson(sent, body.value);
}

/** The same request with another body. */
export function withJson(sent: Sent, value: unknown): Sent {
  return { ...sent, headers: { ...sent.headers, "content-type": "application/json" }, body: JSON.stringify(value) };
}

/** The same request with a multipart body made of the values of an example. */
export async function withForm(sent: Sent, operation: Operation, example: Example): Promise<Sent> {
  const form = new FormData();
  const fields = operation.body?.contents[0]?.fields ?? [];
  for (const [name, value] of Object.entries(example.value ?? {})) {
    const file = fields.find((field) => field.name === name)?.file === true;
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const { name: fileName, type } = fileTypeOf(operation, name);
    form.append(name, file ? new File([text], fileName, { type }) : text);
  }
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") ?? "";
  return {
    ...sent,
    headers: { ...sent.headers, "content-type": type },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}

/** Sends a request to a target and checks the exchange against the document. */
export async function send(target: Target, sent: Sent): Promise<Received> {
  const response = await fetch(target.base + sent.path, {
    method: sent.method,
    headers: sent.headers,
    ...(sent.body === undefined ? {} : { body: Buffer.from(sent.body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const violations = checkExchange({
    method: sent.method,
    url: sent.path,
    requestHeaders: sent.headers,
    requestBody: sent.body,
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: bytes,
  });
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes,
    violations: violations.map(({ message }) => message),
  };
}

import { basePath, type Operation } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { afterAll, beforeAll } from "vitest";
import { type MockServer, type ServerOptions, startServer } from "../src/index.ts";

export const json = { "content-type": "application/json" };
export const authorized = { authorization: "Bearer acme~test" };
export const hub = { name: "Gresik", address: "Jalan Perahu 4, Gresik 61111", lat: -7.16, lng: 112.65 };
export const hubId = "695b1b20c4d1e2f3a4b50101";

type Init = { headers?: Record<string, string>; body?: Exclude<RequestInit["body"], undefined> };

/** A server for the tests of one file, without a rate limit unless one is given. */
export function useServer(options: ServerOptions = {}) {
  let server: MockServer | undefined;
  beforeAll(async () => {
    server = await startServer({ port: 0, rateLimit: false, ...options });
  });
  afterAll(() => server?.close());
  return {
    get port(): number {
      return server?.port ?? 0;
    },
    get control(): MockServer["control"] {
      if (server === undefined) throw new Error("the server is not up yet");
      return server.control;
    },
    /** Sends an authorized request; a header set to "" is left out. */
    async send(method: string, path: string, init: Init = {}) {
      const headers = Object.entries({ ...authorized, ...init.headers }).filter(([, value]) => value !== "");
      const response = await fetch(`${server?.url}${path}`, { method, ...init, headers });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: text === "" ? undefined : parse(text) };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const refused = (message: string) => ({ status: false, message });

/** Requests that the operation accepts, made of the document's own examples: one for each documented body. */
export function exampleRequests(operation: Operation): readonly Request[] {
  const { path, query, requests } = examplesOf(operation.id);
  const pathname = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(path[name])));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const url = `http://mock${basePath}${pathname}?${search}`;
  const { method } = operation;
  if (requests.length === 0) return [new Request(url, { method, headers: authorized })];
  return requests.map(({ contentType, value }) =>
    contentType === "multipart/form-data"
      ? new Request(url, { method, headers: authorized, body: formOf(operation, value) })
      : new Request(url, {
          method,
          headers: { ...authorized, "content-type": contentType },
          body: JSON.stringify(value),
        }),
  );
}

/** Names of files that are refused under any other; the rest go by the name of their field. */
const fileNames: Readonly<Record<string, string>> = { resourceFile: "printer.js", icon: "printer.svg" };

function formOf(operation: Operation, value: unknown): FormData {
  const fields = operation.body?.contents.flatMap((content) => content.fields ?? []) ?? [];
  const form = new FormData();
  for (const [name, part] of Object.entries(value ?? {})) {
    const isFile = fields.some((field) => field.name === name && field.file);
    form.append(name, isFile ? new File([String(part)], fileNames[name] ?? name) : String(part));
  }
  return form;
}

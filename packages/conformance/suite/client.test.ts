// Every method of the SDK, against the mock.
import { type ClientOptions, createClient, type MileClient, NotFoundError } from "@mileapp/client";
import { operationById, operations } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { checkExchange } from "@mileapp/contract/exchange";
import { describe, expect, inject, test } from "vitest";

type Method = (...args: unknown[]) => Promise<unknown>;

const mock = inject("targets").find(({ kind }) => kind === "mock");

describe.runIf(mock !== undefined)("the SDK against the mock", () => {
  const options = { baseUrl: mock?.base, token: mock?.token ?? "" };

  test("has a method for every operation", () => {
    expect([...methodsOf(createClient(options)).keys()].sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  test.for(operations.map(({ id }) => id))(
    "%s sends what the document allows and resolves to its answer",
    async (id) => {
      const { fetch, violations } = checkedFetch(id);
      const method = methodsOf(createClient({ ...options, fetch })).get(id);
      const answer = await method?.(...exampleArguments(id));
      expect(violations).toEqual([]);
      expect(answer).toBeDefined();
    },
  );

  test("tells a refusal by its class, with the status and the sentence of the server", async () => {
    const mile = createClient(options);
    const failure = await mile.hubs.get("not-an-id").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NotFoundError);
    expect(failure).toMatchObject({ status: 404, body: { status: false, message: expect.stringMatching(/./) } });
  });
});

/** All methods by operation id; a generated method names its operation in its one expression. */
function methodsOf(mile: MileClient): Map<string, Method> {
  const { http: _, ...groups } = mile;
  const found = new Map<string, Method>();
  for (const group of Object.values(groups)) {
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(group))) {
      const method: unknown = Reflect.get(group, name);
      const id = /operation: "(\w+)"/.exec(String(method))?.[1];
      if (typeof method === "function" && id !== undefined)
        found.set(id, (...args) => Reflect.apply(method, group, args));
    }
  }
  return found;
}

/** The documented example as the method takes it: ids of the path, body, query. */
function exampleArguments(id: string): unknown[] {
  const { path, query, requests } = examplesOf(id);
  const inOrder = [...(operationById(id)?.path.matchAll(/\{(\w+)\}/g) ?? [])].map(([, name = ""]) => path[name]);
  const body = requests[0]?.contentType === "multipart/form-data" ? asForm(id, requests[0].value) : requests[0]?.value;
  return [...inOrder, ...(body === undefined ? [] : [body]), ...(Object.keys(query).length > 0 ? [query] : [])];
}

function asForm(id: string, value: unknown): unknown {
  const fields = operationById(id)?.body?.contents[0]?.fields ?? [];
  const entries = Object.entries(value ?? {}).map(([name, text]) => {
    const isFile = fields.find((field) => field.name === name)?.file === true;
    return [name, isFile ? new Blob([String(text)]) : text];
  });
  return Object.fromEntries(entries);
}

/**
 * A `fetch` that holds each exchange to the document. It asks the mock for the documented example, so that an answer does
 * not depend on what the calls before have done to its records.
 */
function checkedFetch(id: string): { fetch: NonNullable<ClientOptions["fetch"]>; violations: string[] } {
  const violations: string[] = [];
  const fetch: NonNullable<ClientOptions["fetch"]> = async (input, init) => {
    const headers = new Headers(init?.headers);
    const example = operationById(id)?.answers[0]?.examples[0];
    if (example !== undefined) headers.set("Prefer", `example=${example}`);
    const response = await globalThis.fetch(input, { ...init, headers });
    const found = checkExchange({
      method: init?.method ?? "GET",
      url: String(input),
      requestHeaders: Object.fromEntries(new Headers(init?.headers)),
      requestBody: typeof init?.body === "string" ? init.body : undefined,
      status: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: new Uint8Array(await response.clone().arrayBuffer()),
    });
    // A form is on its way as a stream: only its answer can be looked at.
    const isForm = init?.body instanceof FormData;
    violations.push(...found.filter((one) => !isForm || one.in === "response").map(({ message }) => message));
    return response;
  };
  return { fetch, violations };
}

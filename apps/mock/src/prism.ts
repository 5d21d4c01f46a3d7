import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Answer, Operation } from "@mileapp/contract";
import type {
  getHttpOperationsFromSpec,
  IHttpMockConfig,
  IHttpResponse,
  PrismHttpInstance,
} from "@stoplight/prism-http";
import type { JsonObject } from "./json.ts";
import { partFor } from "./part-of-document.ts";
import { sourceHeader } from "./stages/answer.ts";
import type { MaybePromise, MockResponse, Wish } from "./types.ts";

/** Makes answers out of the document: its examples, or made-up bodies. No other file knows Prism. */
export type Prism = {
  /** The answer that is wished for; without a wish the default success. Rejects when Prism can't make one. */
  answer(operation: Operation, wish?: Wish): MaybePromise<MockResponse>;
};

type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type Loaded = { instance: PrismHttpInstance; read(operation: Operation): Promise<PrismOperation> };

// Prism takes half a second to load, so that happens on the first answer that needs it, once for all mocks of a process.
let loading: Promise<Loaded> | undefined;

/** Makes Prism's answers; what it has answered once by an example it need not be asked again. */
export function createPrism(): Prism {
  const examples = new Map<string, MockResponse>();

  const ask = async (operation: Operation, wish: Wish): Promise<MockResponse> => {
    loading ??= load();
    return negotiate(await loading, operation, wish);
  };

  return {
    answer(operation, wish = {}) {
      if (wish.dynamic === true) return ask(operation, wish);
      // An example never changes. The prefer stage lets only documented names pass, so this can't grow without end.
      const key = `${operation.id} ${wish.status ?? ""} ${wish.example ?? ""}`;
      const known = examples.get(key);
      if (known !== undefined) return known;
      return ask(operation, wish).then((answer) => {
        examples.set(key, answer);
        return answer;
      });
    },
  };
}

async function load(): Promise<Loaded> {
  const { createLogger } = await import("@stoplight/prism-core");
  const { createInstance, getHttpOperationsFromSpec } = await import("@stoplight/prism-http");
  const text = await readFile(createRequire(import.meta.url).resolve("@mileapp/spec/openapi.json"), "utf8");
  const document: JsonObject = JSON.parse(text, dropFormatBesidePattern);
  const known = new Map<string, Promise<PrismOperation>>();
  const read = async ({ id, path, method }: Operation): Promise<PrismOperation> => {
    const [operation] = await getHttpOperationsFromSpec(partFor(document, path, method.toLowerCase()));
    if (operation === undefined) throw new Error(`Prism does not know ${id}`);
    return operation;
  };
  return {
    read(operation) {
      const found = known.get(operation.id) ?? read(operation);
      known.set(operation.id, found);
      return found;
    },
    instance: createInstance(configure({ dynamic: false }), {
      logger: createLogger("prism", { enabled: false }),
      // The operation is known already: each request hands over just that one.
      route: ({ resources: [operation] }) =>
        operation ? { _tag: "Right", right: operation } : { _tag: "Left", left: new Error("no operation") },
    }),
  };
}

/** Prism's generator rewrites a text that has a `datetime` format, so that it no longer fits the pattern beside it. */
function dropFormatBesidePattern(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("pattern" in value) || !("format" in value)) return value;
  if (typeof value.pattern === "string") delete value.format;
  return value;
}

/** A new object for every call: Prism keeps the `Accept` of the first request in it. */
function configure(mock: IHttpMockConfig["mock"]): IHttpMockConfig {
  return {
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock,
  };
}

async function negotiate({ instance, read }: Loaded, operation: Operation, wish: Wish): Promise<MockResponse> {
  const resource = await read(operation);
  const documented = operation.answers.find((answer) => answer.status === wish.status) ?? operation.answers[0];
  if (documented === undefined) throw new Error(`Prism does not know ${operation.id}`);
  // Prism asks for a method and a path, but decides by the operation alone.
  const request = { method: "get", url: { path: operation.path } } as const;
  const outcome = await instance.request(request, [resource], configure(preferences(documented, wish)))();
  if (outcome._tag === "Left") throw new Error(`Prism could not answer ${operation.id}`, { cause: outcome.left });
  return toResponse(outcome.right.output);
}

/** The first example is named, or else Prism would take the schema's own example before the answer's. */
function preferences(documented: Answer, wish: Wish): IHttpMockConfig["mock"] {
  const example = wish.example ?? (wish.dynamic === true ? undefined : documented.examples[0]);
  return {
    code: documented.status,
    dynamic: wish.dynamic === true,
    ...(example !== undefined && { exampleKey: example }),
  };
}

function toResponse({ statusCode, headers = {}, body }: IHttpResponse): MockResponse {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const isText = typeof body === "string" && own["content-type"] !== "application/json";
  return {
    status: statusCode,
    headers: { ...own, [sourceHeader]: "example" },
    body: isText ? body : JSON.stringify(body),
  };
}

import { failure, methodNotAllowed } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Snapshot } from "../memory/store.ts";
import { invalid, Refusal } from "../refusal.ts";
import type { MockResponse, Stage } from "../types.ts";
import type { Control } from "./control.ts";
import { mayControl } from "./origin.ts";
import { type ControlRoute, controlPath, routes } from "./routes.ts";

/** Answers requests to the control surface. They need no token, and no rate limit counts them. */
export function control(target: Control): Stage {
  const snapshots = new Map<string, Snapshot>();
  return (exchange) => (isControl(exchange.url) ? carryOut(exchange, target, snapshots) : undefined);
}

/** Whether a URL belongs to the control surface. */
export function isControl(url: string): boolean {
  return url.startsWith(controlPath) && ["/", "?", ""].includes(url.charAt(controlPath.length));
}

const foreign = failure(
  403,
  "Pages of other origins can't control the mock: only those of localhost and of its address.",
);

async function carryOut(exchange: Exchange, target: Control, snapshots: Map<string, Snapshot>): Promise<MockResponse> {
  if (!mayControl(exchange.header("origin"), exchange.header("host"))) return foreign;
  const { method, bodyTooLarge } = exchange.request;
  if (bodyTooLarge === true) return failure(413);
  const [path = ""] = exchange.url.slice(controlPath.length).split("?", 1);
  const matches = routes.flatMap((route) => match(route, path.replace(/\/$/, "")));
  if (matches.length === 0) return failure(404, `There is nothing here. GET ${controlPath} lists what there is.`);
  // Whoever waits for a server to be up often asks with HEAD.
  const found = matches.find(({ route }) => route.method === (method === "HEAD" ? "GET" : method));
  if (found === undefined) {
    return methodNotAllowed(
      method,
      matches.map(({ route }) => route.method),
    );
  }
  try {
    const body = readBody(exchange, found.route.takes ?? []);
    const call = { control: target, snapshots, name: found.name, query: exchange.query, body };
    const data = await found.route.run(call);
    return { status: 200, headers: {}, body: JSON.stringify({ status: true, data: data ?? null }) };
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.message);
    throw error;
  }
}

/** The route with what stands in the place of its `{name}`; nothing when it is another path's. */
function match(route: ControlRoute, path: string): { route: ControlRoute; name: string }[] {
  const wanted = route.path.split("/");
  const parts = path.split("/");
  let name = "";
  if (wanted.length !== parts.length) return [];
  for (const [index, part] of parts.entries()) {
    if (wanted[index] === "{name}" && part !== "") name = decode(part);
    else if (wanted[index] !== part) return [];
  }
  return [{ route, name }];
}

/** The text behind percent signs; as it is where that is malformed. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readBody({ request }: Exchange, takes: readonly string[]): JsonObject {
  const { body } = request;
  if (body === undefined || body.byteLength === 0) return {};
  const value = parse(body);
  if (!isObject(value)) throw invalid("The request body must be a JSON object.");
  const unknown = Object.keys(value).find((key) => !takes.includes(key));
  if (unknown === undefined) return value;
  throw invalid(
    `The ${unknown} field is not known here. ${takes.length > 0 ? `Known: ${takes.join(", ")}.` : "There is none."}`,
  );
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

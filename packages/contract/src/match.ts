import { addRoute, createRouter, findRoute } from "rou3";
import { bare } from "./bare.ts";
import type { Match } from "./checks.ts";
import { basePath, operations } from "./generated/operations.js";
import type { Method, Operation } from "./types.ts";

/** What stands at one path template. */
interface Place {
  readonly operations: Partial<Record<string, Operation>>;
  readonly wrongMethod: Match;
}

const router = createRouter<Place>();
for (const [template, own] of Map.groupBy(operations, (operation) => operation.path)) {
  addRoute(router, "", template.replace(/\{(\w+)\}/g, ":$1"), placeOf(own));
}

const unknown: Match = { kind: "unknown" };
const noValues: Readonly<Record<string, string>> = Object.freeze(bare<string>());

/**
 * Finds the operation of a method (upper case) and a path below the base path, without its query. The path decides
 * first, and a literal segment wins over a parameter: GET on a literal path that takes only POST is a wrong method, even
 * where a template with a parameter would fit. Empty segments, a slash at the end and malformed escapes are unknown.
 */
export function findOperation(method: string, path: string): Match {
  if (path.endsWith("/")) return unknown;
  const found = findRoute(router, "", path);
  if (found === undefined) return unknown;
  const values = found.params === undefined ? noValues : decoded(found.params, path);
  if (values === undefined) return unknown;
  const operation = found.data.operations[method];
  return operation === undefined ? found.data.wrongMethod : { kind: "found", operation, path: values };
}

/** The part of a path that follows the base path (`/api/v3/hubs` → `/hubs`), or undefined outside of it. */
export function pathBelowBase(pathname: string): string | undefined {
  if (!pathname.startsWith(basePath)) return undefined;
  const rest = pathname.slice(basePath.length);
  if (rest === "") return "/";
  return rest.startsWith("/") ? rest : undefined;
}

function placeOf(own: readonly Operation[]): Place {
  const allow: readonly Method[] = own.map(({ method }) => method);
  const byMethod = Object.fromEntries(own.map((one) => [one.method, one]));
  return { operations: Object.assign(bare(), byMethod), wrongMethod: { kind: "wrong-method", allow } };
}

function decoded(values: Record<string, string>, path: string): Record<string, string> | undefined {
  if (!path.includes("%")) return values;
  try {
    for (const name in values) values[name] = decodeURIComponent(values[name] ?? "");
    return values;
  } catch {
    return undefined;
  }
}

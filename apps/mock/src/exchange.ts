import { findOperation, type Match, type Operation, type ParameterReading, pathBelowBase } from "@mileapp/contract";
import type { MockRequest, Wish } from "./types.ts";

/** Organization of a request whose token names none. */
export const defaultOrganization = "demo";

const emptyQuery = new URLSearchParams();
const unknown: Match = { kind: "unknown" };

/** One request on its way through the stages, with what they have found out about it so far. */
export class Exchange {
  readonly request: MockRequest;
  /** What the URL and the method stand for. Looked up first, because whether a token is needed depends on it. */
  readonly match: Match;
  readonly query: URLSearchParams;
  /** Filled by the token stage. */
  organization = defaultOrganization;
  /** Filled by the prefer stage. */
  wish: Wish = {};
  /** The parsed body, filled by the body stage. Undefined when there is none. */
  body: unknown = undefined;
  /** Path and query parameters in their declared types, filled by the validate stage. */
  values: ParameterReading["values"] = { path: {}, query: {} };

  constructor(request: MockRequest) {
    const { method, url } = request;
    const question = url.indexOf("?");
    const path = pathBelowBase(question === -1 ? url : url.slice(0, question));
    this.request = request;
    this.query = question === -1 ? emptyQuery : new URLSearchParams(url.slice(question + 1));
    this.match = path === undefined ? unknown : findOperation(method, path);
  }

  /** The operation asked for. Throws before the route stage has refused what is no operation. */
  get operation(): Operation {
    if (this.match.kind !== "found") throw new Error("a stage before `route` asked for the operation");
    return this.match.operation;
  }

  /** A request header by its lower-case name; several of one name are joined as HTTP allows. */
  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return typeof value === "string" || value === undefined ? value : value.join(", ");
  }
}

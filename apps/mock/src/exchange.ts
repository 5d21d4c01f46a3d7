import {
  findOperation,
  type Match,
  type Operation,
  type ParameterReading,
  pathBelowBase,
  type Violation,
} from "@mileapp/contract";
import type { Realm } from "./realm.ts";
import type { Delivery, MockRequest, Wish } from "./types.ts";

/** Organization of a request whose token names none. */
export const defaultOrganization = "demo";

/** A proxy is asked for the whole address, and a server has to understand that too (RFC 9112, section 3.2.2). */
const origin = /^https?:\/\/[^/?#]*/i;
const emptyQuery = new URLSearchParams();
const noRows: ReadonlyMap<number, readonly Violation[]> = new Map();
const unknown: Match = { kind: "unknown" };

/** One request on its way through the stages, with what they have found out about it so far. */
export class Exchange {
  readonly request: MockRequest;
  /** Path and query, without the origin that a client behind a proxy may have written. */
  readonly url: string;
  /** What the URL and the method stand for. Looked up first, because whether a token is needed depends on it. */
  readonly match: Match;
  readonly query: URLSearchParams;
  /** The world that it happens in; the prefer stage may choose that of a scenario. */
  realm: Realm;
  /** Filled by the token stage. */
  organization = defaultOrganization;
  /** Filled by the token stage: what the token says after its `~`. */
  user = "";
  /** Filled by the prefer stage. */
  wish: Wish = {};
  /** Filled by the faults stage: how the answer is spoiled on its way. */
  delivery: Delivery | undefined;
  /** The parsed body, filled by the body stage. Undefined when there is none. */
  body: unknown = undefined;
  /** Path and query parameters in their declared types, filled by the validate stage. */
  values: ParameterReading["values"] = { path: {}, query: {} };

  /** What in single rows breaks the document's schema, by their index; filled by the validate stage. */
  badRows: ReadonlyMap<number, readonly Violation[]> = noRows;

  constructor(request: MockRequest, realm: Realm) {
    const { method } = request;
    const url = request.url.startsWith("/") ? request.url : request.url.replace(origin, "");
    const question = url.indexOf("?");
    const path = pathBelowBase(question === -1 ? url : url.slice(0, question));
    this.request = request;
    this.url = url;
    this.realm = realm;
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

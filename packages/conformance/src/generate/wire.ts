import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, METHODS, request } from "node:http";
import { connect } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Asked } from "./request.ts";
import type { Answered } from "./run.ts";

/** Headers by which a client announces a body that never comes: with them a server has to wait. */
const promises = ["content-length", "transfer-encoding", "expect"];

/** Sends generated requests to a server over connections that stay open. */
export class Wire {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(base: string) {
    this.#base = new URL(base);
  }

  /** Resolves to undefined for what an HTTP client refuses to send. Rejects when the connection breaks. */
  async send(asked: Asked): Promise<Answered | undefined> {
    const outgoing = this.#open(asked);
    if (outgoing === undefined) return undefined;
    outgoing.end(asked.body);
    const [response]: IncomingMessage[] = await once(outgoing, "response");
    if (response === undefined) return undefined;
    const body = await buffer(response);
    return {
      status: response.statusCode ?? 0,
      headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
      body: asked.method === "HEAD" ? undefined : body,
    };
  }

  #open({ method, url, headers, body }: Asked): ClientRequest | undefined {
    // Another method's name, or an address that is none, makes the request no HTTP at all to Node's server.
    if (!METHODS.includes(method) || !/^(?:\/|https?:)/i.test(url)) return undefined;
    const { hostname, port } = this.#base;
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !promises.includes(name)));
    // Node's client announces no body on a GET or DELETE, and the server would take it for the next request.
    const length = body === undefined ? {} : { "content-length": body.byteLength };
    try {
      return request({ agent: this.#agent, hostname, port, method, path: url, headers: { ...kept, ...length } });
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/**
 * Writes text to a server's socket as it is and returns what comes back until the server closes, or until `patience`
 * milliseconds have passed. `then` says what the client does after writing.
 */
export function writeRaw(base: string, text: string, then: "wait" | "end" | "reset", patience = 1000): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(text);
      if (then === "end") socket.end();
      if (then === "reset") socket.resetAndDestroy();
    });
    const timer = setTimeout(() => socket.destroy(), patience);
    socket.setEncoding("utf8").on("data", (chunk) => {
      received += chunk;
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(received);
    });
  });
}

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the server answers; JSON unless `type` says otherwise. */
export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: unknown;
  /** Takes over from the above. */
  readonly raw?: (response: ServerResponse) => void;
}

/** A real server on a free port, that notes what arrives and answers all with the same reply. */
export async function startServer(reply: Reply = {}): Promise<AsyncDisposable & { url: string; arrived: Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    arrived.push({ method, url, headers, body: await text(request) });
    if (reply.raw) return reply.raw(response);
    const { status = 200, type = "application/json", body = { status: true } } = reply;
    response.writeHead(status, { "Content-Type": type }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/v3`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** What a call was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The call was expected to fail, but it succeeded.");
}

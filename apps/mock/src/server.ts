import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { basePath } from "@mileapp/contract";
import { failure, internalError } from "./errors.ts";
import { type Piece, piecesOf, wait } from "./faults/pieces.ts";
import { createMock } from "./mock.ts";
import { readBody } from "./read-body.ts";
import { answer } from "./stages/answer.ts";
import type { Delivery, Mock, MockOptions, MockResponse } from "./types.ts";

export type ServerOptions = MockOptions & {
  /** Default 4010; 0 takes any free port. */
  readonly port?: number;
  /** Default 127.0.0.1: only this machine can reach the mock. */
  readonly host?: string;
};

export type MockServer = {
  /** With the base path: `http://127.0.0.1:4010/api/v3`. */
  readonly url: string;
  readonly port: number;
  /** Reset, snapshots, clock and the like: what `/_mock` does, for tests in the same process. */
  readonly control: Mock["control"];
  /**
   * Takes no more connections, lets running requests end, cuts what is still open after half a second, and closes the
   * data file.
   */
  readonly close: () => Promise<void>;
};

export const defaultPort = 4010;
export const defaultHost = "127.0.0.1";

/** A client that sends its headers or its body slower than this is cut off. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};

/** Serves a new mock over HTTP. Rejects with the system's error when the port can't be had. */
export async function startServer(options: ServerOptions = {}): Promise<MockServer> {
  const { port = defaultPort, host = defaultHost } = options;
  const mock = createMock(options);
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    serve(mock, request, (result) => {
      try {
        send(response, result);
      } catch (error) {
        // A handler of the team can make headers, or a status, that HTTP does not have.
        options.onFault?.(error);
        send(response, answer(internalError()));
      }
    });
  // Without requireHostHeader: false, Node would answer a missing Host itself, without our body.
  const server = createServer({ ...patience, requireHostHeader: false }, listener);
  server.on("checkExpectation", listener);
  server.on("clientError", refuseMalformed);
  server.on("connect", refuseTunnel);
  const address = await listen(server, port, host).catch((error: unknown) => {
    mock.close();
    throw error;
  });
  // From here on an error is one of a single connection, such as too many open files.
  server.on("error", (error) => options.onFault?.(error));
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${address.port}${basePath}`,
    port: address.port,
    control: mock.control,
    close: () => close(server).then(() => mock.close()),
  };
}

function serve(mock: Mock, request: IncomingMessage, reply: (result: MockResponse) => void): void {
  const { method = "", url = "", headers } = request;
  readBody(request, mock.bodyLimit, (body, bodyTooLarge) => {
    const outcome = mock.handle({ method, url, headers, body, bodyTooLarge });
    if (outcome instanceof Promise) outcome.then(reply);
    else reply(outcome);
  });
}

function send(response: ServerResponse, answer: MockResponse): void {
  const { status, headers, body, delivery } = answer;
  if (delivery?.kind === "reset") {
    response.req.socket.resetAndDestroy();
    return;
  }
  // Without a length Node would send the body in chunks.
  if (body !== undefined) headers["content-length"] = String(Buffer.byteLength(body));
  response.writeHead(status, headers);
  if (delivery === undefined) response.end(body);
  else void spoil(response, piecesOf(body, delivery), delivery);
}

/** Sends a body that takes its time, or ends before the length that was announced. */
async function spoil(response: ServerResponse, pieces: readonly Piece[], delivery: Delivery): Promise<void> {
  for (const { bytes, waitMs } of pieces) {
    await wait(waitMs);
    if (response.destroyed) return;
    response.write(bytes);
  }
  if (delivery.kind === "slow") response.end();
  else response.req.socket.end();
}

/** Node has let go of the socket: nobody else looks after its errors, or closes it when the server ends. */
function refuseTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => {});
  socket.on("finish", () => socket.destroy());
  refuseMalformed(new Error("CONNECT"), socket);
}

/** Answers what is not HTTP, in the API's error body as long as the client can still read one. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body = "" } = answer(malformed(error.code));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = `content-length: ${Buffer.byteLength(body)}\r\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}${length}connection: close\r\n\r\n${body}`,
  );
}

function malformed(code: string | undefined): MockResponse {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return failure(408, "The request did not arrive in time.");
  if (code === "HPE_HEADER_OVERFLOW") return failure(431, "The request headers are larger than the server accepts.");
  return failure(400, "The request is not valid HTTP.");
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the server has no port"));
      else resolve(address);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), 500);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}

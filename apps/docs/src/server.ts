import { createServer, type Server } from "node:http";
import { distFolder } from "./dist.ts";
import { defaultMockUrl, parseMockUrl } from "./mock-address.ts";
import { respond } from "./respond.ts";
import { loadSite } from "./site.ts";

/** Where the site is served and which mock it names. */
export type ServerOptions = {
  /** Port to listen on; 0 takes any free one. Default 4000. */
  port?: number;
  /** Address to listen on. Default 127.0.0.1: only this machine. */
  host?: string;
  /** Base URL of the mock that the pages show. Default http://127.0.0.1:4010/api/v3. */
  mockUrl?: string;
};

/** A running server. */
export type DocsServer = {
  /** Address of the first page, with a slash at its end. */
  url: string;
  /** Stops the server at once, open connections included. */
  close(): Promise<void>;
};

/** The port is taken by another program. */
export class PortInUseError extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use. Stop the program that holds it, or choose another one, such as --port ${port + 1}.`);
    this.name = "PortInUseError";
  }
}

/**
 * Serves the built site.
 * @throws {RangeError} when `mockUrl` is not an http or https address.
 * @throws {PortInUseError} when another program holds the port.
 * @throws {Error} when the site was not built yet.
 */
export async function startServer(options: ServerOptions = {}): Promise<DocsServer> {
  const { port = 4000, host = "127.0.0.1", mockUrl = defaultMockUrl } = options;
  const site = await loadSite(distFolder, parseMockUrl(mockUrl));
  const server = createServer((request, response) => {
    respond(site, request, response).catch(() => response.destroy());
  });
  await listen(server, port, host);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${portOf(server)}/`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new PortInUseError(port) : error);
    });
    server.listen(port, host, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return address.port;
}

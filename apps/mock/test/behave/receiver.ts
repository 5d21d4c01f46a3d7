import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect } from "vitest";

/** One delivery as it has arrived. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A receiver of webhooks, a new one for each test. Answers with `status`, 200 at first. */
export function useReceiver() {
  let port = 0;
  let close = () => {};
  const receiver = {
    status: 200,
    deliveries: [] as Delivery[],
    get url(): string {
      return `http://127.0.0.1:${port}/hook`;
    },
    /** Waits until so many deliveries have arrived. */
    async expect(count: number): Promise<readonly Delivery[]> {
      await expect.poll(() => receiver.deliveries.length, { interval: 5, timeout: 5000 }).toBe(count);
      return receiver.deliveries;
    },
  };
  beforeEach(async () => {
    receiver.status = 200;
    receiver.deliveries = [];
    const server = createServer(async (request, response) => {
      receiver.deliveries.push({ headers: request.headers, body: await json(request) });
      response.writeHead(receiver.status, { location: "/elsewhere" }).end('{"seen":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // Boundary: the address of a server on a port is never a text.
    port = (server.address() as AddressInfo).port;
    close = () => server.closeAllConnections();
    return () => new Promise<void>((resolve) => server.close(() => resolve()));
  });
  afterEach(() => close());
  return receiver;
}

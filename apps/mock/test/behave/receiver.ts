import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, expect } from "vitest";

/** One delivery as it has arrived. */
export interface Delivery {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

const fresh = {
  status: 200,
  answer: '{"seen":true}',
  /** Whether the answer comes to an end. */
  ends: true,
  ready: Promise.resolve(),
  /** Deliveries that wait for their answer, and how many of them there have been at a time. */
  open: 0,
  mostOpen: 0,
};

/** A receiver of webhooks, a new one for each test. Answers with `status`, 200 at first, and only once `ready` is. */
export function useReceiver() {
  let port = 0;
  let close = () => {};
  const receiver = {
    ...fresh,
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
    Object.assign(receiver, { ...fresh, deliveries: [] });
    const server = createServer(async (request, response) => {
      receiver.open++;
      receiver.mostOpen = Math.max(receiver.mostOpen, receiver.open);
      const { method, headers } = request;
      receiver.deliveries.push({ method, headers, body: await json(request) });
      await receiver.ready;
      receiver.open--;
      response.writeHead(receiver.status, { location: "/elsewhere" }).write(receiver.answer);
      if (receiver.ends) response.end();
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

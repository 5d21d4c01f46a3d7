import { createMock } from "@mileapp/mock";
import type { Options } from "./run.ts";

/** A mock in process whose clock moves only from one request to the next, so that nothing changes by itself meanwhile. */
export function quietMock(): Required<Pick<Options, "handle" | "onRequest">> {
  let time = Date.UTC(2026, 2, 9, 1);
  const mock = createMock({ rateLimit: false, bodyLimit: 200_000, now: () => time });
  return {
    handle: (asked) => mock.handle(asked),
    onRequest: () => {
      time += 1;
    },
  };
}

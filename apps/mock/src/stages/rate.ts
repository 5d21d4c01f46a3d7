import { failure } from "../errors.ts";
import { SlidingWindow } from "../sliding-window.ts";
import type { RateLimit, Stage } from "../types.ts";

/** Organizations remembered before the idle ones are forgotten, so that made-up tokens cannot fill the memory. */
const sweepAbove = 1000;

/** Refuses what an organization sends beyond its limit: all its users, tokens and addresses count together. */
export function rate(limit: RateLimit | false, now: () => number): Stage {
  if (limit === false) return () => undefined;
  const windows = new Map<string, SlidingWindow>();
  return ({ organization }) => {
    const time = now();
    let window = windows.get(organization);
    if (window === undefined) {
      if (windows.size >= sweepAbove) forgetIdle(windows, time);
      window = new SlidingWindow(limit);
      windows.set(organization, window);
    }
    return window.admit(time) ? undefined : failure(429);
  };
}

function forgetIdle(windows: Map<string, SlidingWindow>, time: number): void {
  for (const [organization, window] of windows) if (window.isIdle(time)) windows.delete(organization);
}

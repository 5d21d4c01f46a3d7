import type { MaybePromise } from "../types.ts";
import * as actions from "./actions.ts";
import type { ControlCall } from "./call.ts";

/** Where the control surface stands: outside of the API's base path. */
export const controlPath = "/_mock";

/** One thing that the control surface does. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `controlPath`; `{name}` stands for any text. */
  readonly path: string;
  /** One line for people. */
  readonly summary: string;
  /** Keys that the body may have. */
  readonly takes?: readonly string[];
  /** Returns what is answered as `data`. Throws a `Refusal`. */
  readonly run: (call: ControlCall) => MaybePromise<unknown>;
}

export const routes: readonly ControlRoute[] = [
  { method: "GET", path: "", summary: "What there is here", run: () => routes.map(describe) },
  { method: "GET", path: "/health", summary: "How the mock is doing", run: actions.health },
  {
    method: "POST",
    path: "/reset",
    summary: "Everything as at the start; with organization only its records",
    takes: ["organization"],
    run: actions.reset,
  },
  {
    method: "POST",
    path: "/seed",
    summary: "Other records, for all or for one organization: seed is a name, or records by collection",
    takes: ["seed", "organization"],
    run: actions.seed,
  },
  { method: "GET", path: "/snapshots", summary: "Names of the snapshots", run: actions.listSnapshots },
  { method: "PUT", path: "/snapshots/{name}", summary: "Keep the records as they are now", run: actions.takeSnapshot },
  { method: "POST", path: "/snapshots/{name}/restore", summary: "Go back to them", run: actions.restoreSnapshot },
  { method: "DELETE", path: "/snapshots/{name}", summary: "Forget a snapshot", run: actions.deleteSnapshot },
  { method: "GET", path: "/clock", summary: "The mock's time", run: actions.showClock },
  {
    method: "PUT",
    path: "/clock",
    summary: "Set the time (now: a datetime), stop it or let it go on (frozen: true or false)",
    takes: ["now", "frozen"],
    run: actions.setClock,
  },
  {
    method: "POST",
    path: "/clock/advance",
    summary: "Move the time on by ms milliseconds",
    takes: ["ms"],
    run: actions.advanceClock,
  },
  {
    method: "GET",
    path: "/requests",
    summary: "The last requests, newest first; ?last=<n> of them (default 50)",
    run: actions.listRequests,
  },
  { method: "DELETE", path: "/requests", summary: "Forget the requests", run: actions.clearRequests },
  { method: "GET", path: "/faults", summary: "The fault plan", run: actions.showFaults },
  {
    method: "PUT",
    path: "/faults",
    summary: "Another fault plan",
    takes: ["rates", "operations", "slowMs"],
    run: actions.setFaults,
  },
  { method: "DELETE", path: "/faults", summary: "Nothing goes wrong on purpose any more", run: actions.clearFaults },
];

function describe({ method, path, summary }: ControlRoute): object {
  return { method, path: controlPath + path, summary };
}

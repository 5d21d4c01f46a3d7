import { basePath, operations } from "@mileapp/contract";
import { snapshot, violationOf } from "./judge.ts";
import { Random } from "./random.ts";
import { type Asked, type Generated, generate } from "./request.ts";

/** An answer as data. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
}

/** Answers a request; with undefined where it could not be sent. */
export type Handle = (asked: Asked) => MaybePromise<Answered | undefined>;

type MaybePromise<T> = T | Promise<T>;

export interface Options {
  readonly seed: number;
  readonly requests: number;
  readonly handle: Handle;
  /** Of one request, in milliseconds; default 10000. */
  readonly deadline?: number;
  /** Every how many requests the state is compared; default 100. */
  readonly compareEvery?: number;
  /** Told before each request. */
  readonly onRequest?: (number: number) => void;
}

export type FaultKind = "violation" | "unrequested 5xx" | "hang" | "changed by a refusal";

/** Something that went wrong, with all that is needed to see it again. */
export interface Fault {
  readonly kind: FaultKind;
  readonly what: string;
  /** Number of the request in the run, and the run's seed. */
  readonly number: number;
  readonly seed: number;
  readonly generated: Generated;
}

export interface Outcome {
  readonly requests: number;
  /** Requests by status. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly faults: readonly Fault[];
}

/** Organizations change this often, so that none grows: what a list costs then stays what it is. */
const requestsPerOrganization = 400;
const idPattern = /"_?id":"([0-9a-f]{24})"/g;

/** Sends generated requests one after another and looks for what must never happen. */
export async function runGenerated(options: Options): Promise<Outcome> {
  const { seed, requests, handle, deadline = 5000, compareEvery = 100, onRequest } = options;
  const statuses = new Map<number, number>();
  const faults: Fault[] = [];
  let ids: string[] = [];
  await handle(warmUp);
  for (let number = 0; number < requests; number += 1) {
    const organization = `made-${seed}-${Math.floor(number / requestsPerOrganization)}`;
    if (number % requestsPerOrganization === 0) ids = [];
    const generated = generate(new Random(seed * 1_000_003 + number), organization, ids);
    const report = (kind: FaultKind, what: string) => faults.push({ kind, what, number, seed, generated });
    onRequest?.(number);
    const before = number % compareEvery === 0 ? await settled(handle, organization) : undefined;
    const begin = performance.now();
    const answered = await inTime(handle(generated.asked), deadline);
    if (answered === late || performance.now() - begin > deadline) report("hang", `no answer within ${deadline} ms`);
    if (answered === late || answered === undefined) continue;
    statuses.set(answered.status, (statuses.get(answered.status) ?? 0) + 1);
    const violation = violationOf(generated.asked, answered);
    if (violation !== undefined) report("violation", `${answered.status}: ${violation}`);
    if (answered.status >= 500 && !/code=5/.test(generated.asked.headers.prefer ?? "")) {
      report("unrequested 5xx", `${answered.status}: ${answered.body}`);
    }
    if (before !== undefined && answered.status >= 400 && before !== (await snapshot(handle, organization))) {
      report("changed by a refusal", `refused with ${answered.status}, yet a list answers otherwise than before`);
    }
    if (answered.status < 300 && answered.body !== undefined) ids = remember(ids, String(answered.body));
  }
  return { requests, statuses, faults };
}

/** What a server loads for its first documented error is not a hang. */
const warmUp: Asked = {
  method: "GET",
  url: `${basePath}${operations[0]?.path}`,
  headers: { authorization: "Bearer warm~x", prefer: "code=500" },
  body: undefined,
};

/** A snapshot after what earlier requests have set going (a webhook, an import) has come to its end. */
async function settled(handle: Handle, organization: string): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 10));
  return snapshot(handle, organization);
}

const late = Symbol("late");

function inTime<T>(answered: MaybePromise<T>, deadline: number): MaybePromise<T | typeof late> {
  if (!(answered instanceof Promise)) return answered;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, deadline, late);
    answered.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The last ids that a server has shown, at most a hundred. */
function remember(ids: readonly string[], body: string): string[] {
  const found = Array.from(body.slice(0, 5000).matchAll(idPattern), ([, id = ""]) => id);
  return [...ids, ...found].slice(-100);
}

import type { Call, World } from "../behave/call.ts";
import { onRestore, onResume } from "../behave/jobs.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Entry } from "../memory/entry.ts";
import type { Organization } from "../memory/organization.ts";
import { attempt } from "../refusal.ts";
import { deliver, type Outcome } from "./deliver.ts";
import { executionOf, nextExecution } from "./execution.ts";
import { Lane } from "./lane.ts";
import { isReceived, logAttempt } from "./log.ts";

/** How often a delivery that failed is repeated, and after how many milliseconds (facts: webhooks.md). */
const retries = { times: 3, pause: 120_000 };

/**
 * Deliveries that are still to be made. They are kept like records, so that a request that fails in the end takes its
 * deliveries back, a reset forgets them, and a restart does not.
 */
export const outbox = "webhookDeliveries";

/** Connections at a time; a bulk of a thousand rows would open a thousand otherwise. */
const lane = new Lane(32);

/** Deliveries on their way. */
const sending = new WeakSet<JsonObject>();

onResume(planAll, outbox);
onRestore(planAll);

function planAll(organization: Organization, world: World): void {
  for (const entry of organization.collection(outbox).entries()) plan(world, organization.name, entry);
}

/** Sends a record to the webhook of an automation, soon after the request at hand is answered. */
export function dispatch(call: Call, automation: JsonObject, record: JsonObject): void {
  const { url } = isObject(automation.automationDetails) ? automation.automationDetails : {};
  const task = executionOf(automation, record, { url, body: JSON.stringify(record) });
  enqueue(call, { task, retries: retries.times, manual: false });
}

/** Sends once more what an entry of the log tells of, even if its automation is switched off by now. */
export function repeat(call: Call, source: JsonObject): void {
  enqueue(call, { task: nextExecution(source), retries: 0, manual: true });
}

function enqueue(call: Call, delivery: JsonObject): void {
  const now = call.world.now();
  const _id = call.world.nextId();
  const entry = call.organization.collection(outbox).put(_id, { _id, ...delivery, dispatched: now, due: now });
  plan(call.world, call.organization.name, entry);
}

function plan(world: World, organization: string, { value }: Entry): void {
  world.schedule.schedule(Number(value.due), () => lane.run(() => send(world, organization, value)));
}

/** Makes one attempt, unless the delivery is gone or changed meanwhile, or already on its way. */
async function send(world: World, name: string, delivery: JsonObject): Promise<void> {
  if (world.schedule.closed) return;
  const organization = world.organization(name);
  if (!isWaiting(organization, delivery) || sending.has(delivery)) return;
  const task = isObject(delivery.task) ? delivery.task : {};
  const automation = organization.collection("automations").get(String(task.automationId))?.value ?? {};
  if (delivery.manual !== true && automation.isActive !== true) {
    organization.collection(outbox).delete(String(delivery._id));
    return;
  }
  sending.add(delivery);
  const started = world.schedule.now();
  const outcome = await deliver(String(task.automationUrl), headersOf(automation), String(task.request));
  sending.delete(delivery);
  settle(world, name, { delivery, task, outcome, started });
}

function isWaiting(organization: Organization, delivery: JsonObject): boolean {
  return organization.collection(outbox).get(String(delivery._id))?.value === delivery;
}

interface Attempt {
  readonly delivery: JsonObject;
  readonly task: JsonObject;
  readonly outcome: Outcome;
  readonly started: number;
}

/** Writes the log and decides whether there is another attempt. */
function settle(world: World, name: string, { delivery, task, outcome, started }: Attempt): void {
  // What a mock that is closed meanwhile has sent is sent again at its next start.
  if (world.schedule.closed) return;
  const organization = world.organization(name);
  if (!isWaiting(organization, delivery)) return;
  const waiting = organization.collection(outbox);
  const key = String(delivery._id);
  const finished = world.schedule.now();
  const times = { dispatched: Number(delivery.dispatched), due: Number(delivery.due), started, finished };
  const isLast = isReceived(outcome) || Number(delivery.retries) === 0;
  world.transact(() => {
    if (isLast) waiting.delete(key);
    else plan(world, name, waiting.put(key, nextAttempt(delivery, task, finished)));
    // A mock that is full has no room for the log, which must not keep the delivery from going on.
    attempt(() => logAttempt(organization, key, task, outcome, times));
  });
}

function nextAttempt(delivery: JsonObject, task: JsonObject, now: number): JsonObject {
  const again = { ...task, attempt: String(Number(task.attempt) + 1) };
  return { ...delivery, task: again, retries: Number(delivery.retries) - 1, dispatched: now, due: now + retries.pause };
}

function headersOf({ automationDetails }: JsonObject): JsonObject {
  return isObject(automationDetails) && isObject(automationDetails.headers) ? automationDetails.headers : {};
}

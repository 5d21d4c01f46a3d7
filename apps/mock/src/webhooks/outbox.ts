import type { Call, World } from "../behave/call.ts";
import { onResume } from "../behave/jobs.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Entry } from "../memory/entry.ts";
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

onResume((organization, world) => {
  for (const entry of organization.collection(outbox).entries()) plan(world, organization.name, entry);
}, outbox);

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

function plan(world: World, organization: string, { key, value }: Entry): void {
  world.schedule.schedule(Number(value.due), () => lane.run(() => attempt(world, organization, key)));
}

/** Makes one attempt, unless the delivery is gone or already on its way, or the clock has been put back. */
async function attempt(world: World, name: string, key: string): Promise<void> {
  const { now, closed } = world.schedule;
  if (closed) return;
  const organization = world.organization(name);
  const entry = organization.collection(outbox).get(key);
  if (entry === undefined || sending.has(entry.value)) return;
  if (Number(entry.value.due) > now()) {
    plan(world, name, entry);
    return;
  }
  const delivery = entry.value;
  const task = isObject(delivery.task) ? delivery.task : {};
  const automation = organization.collection("automations").get(String(task.automationId))?.value;
  if (automation === undefined || (delivery.manual !== true && automation.isActive !== true)) {
    organization.collection(outbox).delete(key);
    return;
  }
  sending.add(delivery);
  const started = now();
  const outcome = await deliver(String(task.automationUrl), headersOf(automation), String(task.request));
  settle(world, name, { delivery, task, outcome, started });
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
  const waiting = organization.collection(outbox);
  const key = String(delivery._id);
  if (waiting.get(key)?.value !== delivery) return;
  const finished = world.schedule.now();
  const times = { dispatched: Number(delivery.dispatched), due: Number(delivery.due), started, finished };
  world.transact(() => {
    logAttempt(organization, key, task, outcome, times);
    if (isReceived(outcome) || Number(delivery.retries) === 0) {
      waiting.delete(key);
      return;
    }
    const again = { ...task, attempt: String(Number(task.attempt) + 1) };
    const due = finished + retries.pause;
    const next = { ...delivery, task: again, retries: Number(delivery.retries) - 1, dispatched: finished, due };
    plan(world, name, waiting.put(key, next));
  });
}

function headersOf({ automationDetails }: JsonObject): JsonObject {
  return isObject(automationDetails) && isObject(automationDetails.headers) ? automationDetails.headers : {};
}

import { basePath, type OperationId } from "@mileapp/contract";
import type { Call } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { updateRecord } from "../../behave/records.ts";
import { writeFailure } from "../../errors.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { attempt, Refusal } from "../../refusal.ts";
import type { Outcome } from "../../webhooks/deliver.ts";
import { defineAction } from "../../webhooks/emit.ts";
import { executionOf } from "../../webhooks/execution.ts";
import { logAttempt } from "../../webhooks/log.ts";
import { upsert } from "../data/data-sources.ts";
import { checkSent, createUnasked } from "../task/unasked-task.ts";
import { byOwner } from "../user/by-owner.ts";
import { assignedTaskRequest, dataRequest, newTaskRequest } from "./automation-requests.ts";

/** An action within MileApp: an operation of the API that an automation calls by itself. */
interface Kind {
  readonly operation: OperationId;
  readonly requestOf: (call: Call, details: JsonObject, record: JsonObject) => JsonObject;
  /** Does it, with a call of that operation; `id` is that of the record which has set the automation off. */
  readonly work: (call: Call, id: string, body: JsonObject) => Entry;
}

/** By type of automation. Messages are not among them: the mock sends none. */
const kinds: Readonly<Record<string, Kind>> = {
  createTask: { operation: "createTask", requestOf: newTaskRequest, work: createTask },
  createAssignTask: { operation: "createTask", requestOf: assignedTaskRequest, work: createTask },
  moveTask: { operation: "moveTask", requestOf: (_, { hubId }) => ({ hubId }), work: updateRecord },
  assignTask: {
    operation: "assignTask",
    requestOf: (_, { hubId, assignee }) => ({ hubId, assignee }),
    work: updateRecord,
  },
  createOrUpdateDataSource: { operation: "createDataSource", requestOf: dataRequest, work: writeData },
};

/** Whether an automation of this type does something within MileApp that the mock does as well. */
export const isAction = (automationType: unknown): boolean => Object.hasOwn(kinds, String(automationType));

for (const [type, { operation, requestOf }] of Object.entries(kinds)) {
  defineAction(type, (call, automation, record) => {
    if (running.has(automation._id) || running.size >= longestChain) return;
    const details = isObject(automation.automationDetails) ? automation.automationDetails : {};
    const body = JSON.stringify(requestOf(call, details, record));
    const path = call.as(operation).operation.path.replace("{taskId}", String(record._id));
    execute(call, executionOf(automation, record, { url: basePath + path, body }));
  });
}

/** Automations at work: none sets itself off again, not even by way of others. */
const running = new Set<unknown>();

/** Automations that set one another off; without an end, some that all create tasks of one flow would fill the mock. */
const longestChain = 4;

/** Does what an execution says, and adds it to the log with what became of it (facts: automation.md 9 to 15, 19). */
export function execute(call: Call, execution: JsonObject): void {
  running.add(execution.automationId);
  try {
    const outcome = outcomeOf(byOwner(call), execution);
    const now = call.world.now();
    const times = { dispatched: now, due: now, started: now, finished: now };
    logAttempt(call.organization, call.world.nextId(), execution, outcome, times);
  } finally {
    running.delete(execution.automationId);
  }
}

function outcomeOf(call: Call, { automationType, referenceId, request }: JsonObject): Outcome {
  const kind = kinds[String(automationType)];
  const body: unknown = JSON.parse(String(request));
  if (kind === undefined || !isObject(body)) throw new Error(`${automationType} is no action within MileApp`);
  const own = call.as(kind.operation);
  const done = attempt(() => kind.work(own, String(referenceId), body));
  if (done instanceof Refusal) {
    const { status, said, beside } = done;
    return { status, response: writeFailure(status, { message: said, beside }, own.operation) };
  }
  const answer = envelopeOf(own.operation, own.operation.resource.item ?? "").wrap(done.text);
  return { status: answer.status, response: String(answer.body) };
}

/** Required fields of the flow may stay empty here (facts: automation.md 9). */
function createTask(call: Call, _: string, body: JsonObject): Entry {
  return createUnasked(call, body, { createdBy: null, createdFrom: "Automation" }, { partial: true });
}

function writeData(call: Call, _: string, body: JsonObject): Entry {
  checkSent(call, body);
  return upsert(call, body).entry;
}

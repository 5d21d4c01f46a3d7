import { isDeepStrictEqual } from "node:util";
import type { Call } from "../behave/call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { Refusal } from "../refusal.ts";
import { dispatch } from "./outbox.ts";

/**
 * Tells of an event that has happened to a record: the webhooks that wait for it get the record (facts: webhooks.md). The
 * events are the ids of the document's webhooks. Costs next to nothing when no automation asks for the event, and never
 * makes the request fail that caused it.
 */
export function emit(call: Call, event: string, record: JsonObject): void {
  for (const { value } of call.organization.collection("automations").allBy("event", event)) {
    if (value.isActive === true && value.automationType === "webhook" && isMeant(value.rules, record)) {
      attempt(() => dispatch(call, value, record));
    }
  }
}

/** A mock that is full has no room for deliveries either; that is no reason to refuse what has just found its place. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Whether the filter of an automation lets a record through; one without rules lets all through. */
function isMeant(rules: unknown, record: JsonObject): boolean {
  if (!isObject(rules)) return true;
  const { flowId, dataTypeId, fields } = rules;
  if (flowId !== undefined && flowId !== record.flowId) return false;
  if (dataTypeId !== undefined && dataTypeId !== record.dataTypeId) return false;
  return Object.entries(isObject(fields) ? fields : {}).every(([id, value]) => isDeepStrictEqual(record[id], value));
}

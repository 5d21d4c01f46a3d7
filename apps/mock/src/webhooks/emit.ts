import { equal } from "@mileapp/contract";
import type { Call } from "../behave/call.ts";
import { isObject, type JsonObject } from "../json.ts";
import { attempt } from "../refusal.ts";
import { dispatch } from "./outbox.ts";

/** Carries out what an automation is for, with the record that has set it off. */
export type Action = (call: Call, automation: JsonObject, record: JsonObject) => void;

const actions = new Map<string, Action>([["webhook", dispatch]]);

/** Says what automations of a type do; one whose type has no action does nothing. */
export function defineAction(automationType: string, action: Action): void {
  actions.set(automationType, action);
}

/**
 * Tells of an event that has happened to a record: the automations that wait for it do what they are for (facts:
 * automation.md 1 to 3, webhooks.md). The events are the ids of the document's webhooks. Costs next to nothing when no
 * automation asks for the event, and never makes the request fail that caused it.
 */
export function emit(call: Call, event: string, record: JsonObject): void {
  for (const { value } of call.organization.collection("automations").allBy("event", event)) {
    const action = actions.get(String(value.automationType));
    if (action !== undefined && value.isActive === true && isMeant(value.rules, record)) {
      // A mock that is full has no room for what follows; that is no reason to refuse what has just found its place.
      attempt(() => action(call, value, record));
    }
  }
}

/** Whether the filter of an automation lets a record through; one without rules lets all through. */
function isMeant(rules: unknown, record: JsonObject): boolean {
  const { flowId, dataTypeId, fields } = isObject(rules) ? rules : {};
  if (flowId !== undefined && flowId !== record.flowId) return false;
  if (dataTypeId !== undefined && dataTypeId !== record.dataTypeId) return false;
  return Object.entries(isObject(fields) ? fields : {}).every(([id, value]) => equal(record[id], value));
}

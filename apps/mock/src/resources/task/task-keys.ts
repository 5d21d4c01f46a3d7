import { recordShape, requestShape } from "@mileapp/contract/records";
import type { JsonObject } from "../../json.ts";
import type { FlowForm } from "../flow/flow-form.ts";

/** Properties of every task that a request decides about. */
const sendable = new Set(requestShape("createTask").properties);

/** Properties of a task that only the server sets; requests may send them, but they count for nothing. */
const serverKeys = new Set(recordShape("tasks").properties.filter((name) => !sendable.has(name)));

/** Texts that a flow may define as components of its own (facts: task.md, display fields). */
export const ownTexts = ["title", "content", "label"];

/** Properties that follow from the components of a flow. */
export const derivedKeys = [...ownTexts, "expectedCoordinate", "useGeoLock", "geoLock", "geoLockTrigger"];

/** Whether a request can't decide about a property. */
export function isServerKey(name: string, form: FlowForm | undefined): boolean {
  if (!serverKeys.has(name)) return false;
  return !(ownTexts.includes(name) && form?.fields.some(({ id }) => id === name));
}

/** The fields of the flow that a request sends: what is neither common to all tasks nor set by the server only. */
export function flowFields(sent: JsonObject, form: FlowForm): JsonObject {
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(sent)) {
    if (!sendable.has(name) && !isServerKey(name, form)) fields[name] = sent[name];
  }
  return fields;
}

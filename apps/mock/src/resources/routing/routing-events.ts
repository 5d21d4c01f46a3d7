import type { Call } from "../../behave/call.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { emit } from "../../webhooks/emit.ts";

/** Tells of a plan that was made (facts: webhooks.md). A run that failed has no plan to tell of. */
export function emitFinished(call: Call, result: JsonObject): void {
  if (result.status === "done") emit(call, "onRoutingResultFinished", eventOf(result));
}

/** Tells of a dispatch, and of how many of its tasks were written. */
export function emitDispatched(call: Call, result: JsonObject, success: number, all: number): void {
  const outcome = { dispatchStatus: "done", dispatchMessage: `${success}/${all}`, message: "" };
  emit(call, "onRoutingResultDispatched", { ...eventOf(result), ...outcome });
}

/** Events have the summary outside of the plan. */
function eventOf(result: JsonObject): JsonObject {
  const { summary, ...plan } = isObject(result.result) ? result.result : {};
  return { ...result, result: plan, summary };
}

import { checkBody } from "@mileapp/contract";
import type { Call } from "../../behave/call.ts";
import { putRecord } from "../../behave/records.ts";
import { stampNew } from "../../behave/stamps.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { wordViolation } from "../../messages.ts";
import { invalid } from "../../refusal.ts";
import { newTask } from "./task-new.ts";

/**
 * Creates a task that no client has asked for, by the rules of a request that would; `origin` is who or what creates it.
 * Throws a `Refusal` when such a request would be refused.
 */
export function createUnasked(
  call: Call,
  body: JsonObject,
  origin: JsonObject,
  options?: Parameters<typeof newTask>[3],
): Entry {
  checkSent(call, body);
  const task = { ...newTask(call, stampNew(call, {}, call.world.nextId()), body, options), ...origin };
  return putRecord(call, "tasks", task);
}

/** Refuses what the document does not allow: nobody has looked at a body that the mock has put together by itself. */
export function checkSent({ operation }: Call, body: JsonObject): void {
  const [wrong] = checkBody(operation, "application/json", body);
  if (wrong !== undefined) throw invalid(wordViolation(wrong));
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { findRecord } from "../../behave/records.ts";
import { answerSearch, sourceOf } from "../../behave/search-log.ts";
import { keyOfPath } from "../../behave/single.ts";
import { type JsonObject, listIn } from "../../json.ts";
import { Refusal, unknownRecord } from "../../refusal.ts";
import { nextExecution } from "../../webhooks/execution.ts";
import { repeat } from "../../webhooks/outbox.ts";
import { namedUser } from "../user/find-user.ts";
import { execute, isAction } from "./automation-actions.ts";

/** The log of automations (facts: automation.md): every attempt, and another one by hand. */
defineBehaviour("listAutomationLogs", (call) => {
  const { startDate, endDate, taskId, automationId, isSuccess } = call.query;
  const wanted = { referenceId: taskId, automationId, isSuccess };
  const terms = Object.entries(wanted).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  const isInside = days(startDate, endDate);
  return answerSearch(call, {
    matches: (source) => terms.every(([name, value]) => source[name] === value) && isInside(source),
    must: terms.map(([name, value]) => ({ term: { [`${name}.keyword`]: value } })),
  });
});

defineBehaviour("retryAutomation", (call) => {
  if (!retry(call, keyOfPath(call))) throw unknownRecord();
  return answerDocumented(call);
});

/** Only for accounts of MileApp itself: the users of the organization are refused, tokens of nobody in it are not. */
defineBehaviour("bulkRetryAutomations", (call) => {
  if (namedUser(call) !== undefined)
    throw new Refusal(403, "Only accounts of MileApp may retry many executions at once.");
  const done = listIn(call.body.id).map((id) => [String(id), retry(call, String(id))] as const);
  const success = done.filter(([, known]) => known).length;
  const details = Object.fromEntries(done.map(([id, known]) => [id, known ? "Success" : "Data not found"]));
  return answerDocumented(call, { data: { total: done.length, success, failed: done.length - success, details } });
});

/** Whether there is such an entry. Nothing follows from those of messages: the mock sends none. */
function retry(call: Call, id: string): boolean {
  const entry = findRecord(call, id);
  if (entry === undefined) return false;
  const source = sourceOf(entry.value);
  if (source.automationType === "webhook") repeat(call, source);
  else if (isAction(source.automationType)) execute(call, nextExecution(source));
  return true;
}

/** Days in UTC, both included. */
function days(first: unknown, last: unknown): (source: JsonObject) => boolean {
  const [from, to] = [String(first ?? ""), String(last ?? "9")];
  return ({ "@timestamp": time }) => {
    const day = String(time).slice(0, 10);
    return from <= day && day <= to;
  };
}

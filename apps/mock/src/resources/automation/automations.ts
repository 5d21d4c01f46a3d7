import { checkBody } from "@mileapp/contract";
import { requestShape } from "@mileapp/contract/records";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { leavingOut, listingOf } from "../../behave/listing.ts";
import { queryValue, readQuery } from "../../behave/query.ts";
import { defineRules } from "../../behave/rules.ts";
import { isObject, type JsonObject, valueAt, without } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { wordViolation } from "../../messages.ts";
import { invalid } from "../../refusal.ts";
import { outbox } from "../../webhooks/outbox.ts";
import { checkNames, checkPeople } from "./automation-names.ts";

/** Automations (facts: automation.md): the action never changes, and everything that one names must exist. */
defineRules("automations", {
  complete(call, draft, before, sent) {
    if (before !== undefined && draft.automationType !== before.automationType) {
      throw invalid("The automationType can't be changed.");
    }
    const rules = rulesSent(call, sent, before);
    if (before !== undefined) checkTrigger(call, { ...draft, rules });
    const details = isObject(draft.automationDetails) ? draft.automationDetails : {};
    // A PATCH can't mend what has been deleted or renamed since, and must be able to switch the automation off.
    const isPart = call.operation.resource.verb === "update";
    if (!isPart) checkNames(call, rules, details);
    if (!isPart || draft.event !== before?.event) checkPeople(draft.event, details);
    const { email } = callerOf(call);
    const who = { createdBy: before === undefined ? email : before.createdBy, updatedBy: email };
    return { ...draft, rules: withSchema(rules), automationDetails: withNames(call, details), ...who };
  },
  changed(call, after, before) {
    if (after === undefined) removeExecutions(call, before?._id);
  },
});

/** Rows do not say who has made an automation. */
const withoutPeople = leavingOut("createdBy", "updatedBy");

defineBehaviour("listAutomations", (call) => {
  const view = call.records.view(readQuery(call, { q: similarTo, flow: onFlow }));
  const isByFlow = queryValue(call, "sortBy") === "flow";
  return answerList(call, withoutPeople(isByFlow ? listingOf(byFlow(call, view.slice(0, view.length))) : view));
});

const flowOf = ({ rules }: JsonObject): string => (isObject(rules) ? String(rules.flow ?? "") : "");

const onFlow = (name: unknown) => (value: JsonObject) => flowOf(value) === name;

function similarTo(text: unknown) {
  const part = String(text).toLowerCase();
  return (value: JsonObject) =>
    [value.name, value.automationType, flowOf(value)].some((own) => String(own).toLowerCase().includes(part));
}

function byFlow(call: Call, entries: readonly Entry[]): readonly Entry[] {
  const sign = queryValue(call, "sortOrder") === "asc" ? 1 : -1;
  return entries.toSorted((a, b) => sign * flowOf(a.value).localeCompare(flowOf(b.value)));
}

/** A PATCH leaves the rules alone; everything else states them, or that there are none by leaving them out. */
function rulesSent(call: Call, sent: JsonObject, before: JsonObject | undefined): JsonObject {
  const { rules } = call.operation.resource.verb === "update" ? (before ?? {}) : sent;
  return isObject(rules) ? without(rules, ["schema"]) : {};
}

/** After a PATCH the event must still fit the kind of record: the whole has to be what a PUT would take. */
function checkTrigger(call: Call, draft: JsonObject): void {
  const { operation } = call.as("replaceAutomation");
  const input = requestShape(operation.id).properties.map((name) => [name, draft[name]]);
  const [wrong] = checkBody(operation, "application/json", Object.fromEntries(input));
  if (wrong !== undefined) throw invalid(wordViolation(wrong));
}

/** What is compared, in the server's own words: `flow:service`. Rules that compare nothing have none. */
function withSchema(rules: JsonObject): JsonObject {
  const [subject] = ["flow", "dataTypeId"].filter((name) => name in rules);
  if (subject === undefined) return rules;
  return { ...rules, schema: [subject, ...Object.keys(isObject(rules.fields) ? rules.fields : {})].join(":") };
}

function withNames(call: Call, details: JsonObject): JsonObject {
  if (details.dataSource === undefined) return details;
  const type = call.organization.collection("dataTypes").get(String(details.dataTypeId))?.value;
  return type === undefined ? details : { ...details, dataTypeName: type.name };
}

/** What is logged of an automation goes with it, and so does what is still to be sent. */
function removeExecutions({ organization }: Call, automationId: unknown): void {
  for (const [name, property] of [["automationLogs", "_source"] as const, [outbox, "task"] as const]) {
    const records = organization.collection(name);
    for (const { key, value } of [...records.entries()]) {
      if (valueAt(value, `/${property}/automationId`) === automationId) records.delete(key);
    }
  }
}

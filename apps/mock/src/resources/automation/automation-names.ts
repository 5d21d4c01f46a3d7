import type { Call } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { componentsOf, isInitial, pagesOf } from "../flow/flow-pages.ts";
import { typeOf } from "../flow/form-field.ts";

// The document states these references too, but deep inside of variants, where requests are not searched for them.

/** Refuses rules and details of an automation that name a flow, hub, user or data type that does not exist (facts: automation.md). */
export function checkNames(call: Call, rules: JsonObject, details: JsonObject): void {
  checkFlow(call, rules, "rules");
  checkFlow(call, details, "automationDetails");
  checkKnown(call, "dataTypes", "_id", rules.dataTypeId, "rules.dataTypeId");
  checkKnown(call, "dataTypes", "_id", details.dataTypeId, "automationDetails.dataTypeId");
  if (!String(details.hubId).startsWith("$")) {
    checkKnown(call, "hubs", "_id", details.hubId, "automationDetails.hubId");
  }
  for (const name of ["assignee", "limitUser"]) {
    const emails = details[name];
    for (const email of Array.isArray(emails) ? emails : []) {
      checkKnown(call, "users", "email", email, `automationDetails.${name}`);
    }
  }
  if (details.taskFieldReceiver !== undefined) checkReceiver(call, rules, details.taskFieldReceiver);
}

/** Refuses details whose ways of choosing users contradict one another or the event (facts: automation.md 8). */
export function checkPeople(event: unknown, details: JsonObject): void {
  const { reassignment, updateLimitUser, replaceLimitUser } = details;
  if (reassignment === "doneBy" && event !== "onTaskFinished") {
    throw invalid("The automationDetails.reassignment doneBy goes with the event onTaskFinished only.");
  }
  const flags = "automationDetails.updateLimitUser and automationDetails.replaceLimitUser";
  if (updateLimitUser === true && replaceLimitUser === true) throw invalid(`Only one of ${flags} may be true.`);
  for (const name of ["limitUser", "limitType"]) {
    if (details[name] !== undefined && updateLimitUser !== true && replaceLimitUser !== true) {
      throw invalid(`The automationDetails.${name} field needs one of ${flags}.`);
    }
  }
}

/** A message goes to a phone number that is there when the task is created. */
function checkReceiver(call: Call, { flowId }: JsonObject, receiver: unknown): void {
  const flow = call.organization.collection("flows").get(String(flowId))?.value ?? {};
  const components = pagesOf(flow).filter(isInitial).flatMap(componentsOf);
  if (!components.some((component) => component.id === receiver && typeOf(component) === "phonenumber")) {
    throw invalid("The selected automationDetails.taskFieldReceiver is invalid.");
  }
}

/** Name and id have to be those of one flow. */
function checkFlow(call: Call, { flow, flowId }: JsonObject, place: string): void {
  if (flow === undefined && flowId === undefined) return;
  const found = call.organization.collection("flows").get(String(flowId))?.value;
  if (found === undefined) throw invalid(`The selected ${place}.flowId is invalid.`);
  if (found.name !== flow || flow === "Handover") throw invalid(`The selected ${place}.flow is invalid.`);
}

function checkKnown(call: Call, collection: string, property: string, value: unknown, place: string): void {
  if (value === undefined) return;
  if (call.organization.collection(collection).findBy(property, value) === undefined) {
    throw invalid(`The selected ${place} is invalid.`);
  }
}

import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { type JsonObject, listIn } from "../../json.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { componentsOf, isInitial, pagesOf } from "../flow/flow-pages.ts";
import { typeOf } from "../flow/form-field.ts";

// The document states these references too, but deep inside of variants, where requests are not searched for them.

/** Refuses rules and details that name a flow, hub, user or data type that does not exist (facts: automation.md). */
export function checkNames(call: Call, rules: JsonObject, details: JsonObject): void {
  checkFlow(call, rules, "rules");
  checkFlow(call, details, "automationDetails");
  checkId(call, "dataTypes", rules.dataTypeId, "rules.dataTypeId");
  checkId(call, "dataTypes", details.dataTypeId, "automationDetails.dataTypeId");
  if (!String(details.hubId).startsWith("$")) checkId(call, "hubs", details.hubId, "automationDetails.hubId");
  for (const name of ["assignee", "limitUser"]) {
    for (const email of listIn(details[name])) selected(call, "users", email, `automationDetails.${name}`, "email");
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
    throw unknownChoice("automationDetails.taskFieldReceiver");
  }
}

/** Name and id have to be those of one flow. */
function checkFlow(call: Call, { flow, flowId }: JsonObject, place: string): void {
  if (flow === undefined && flowId === undefined) return;
  const { name } = selected(call, "flows", flowId, `${place}.flowId`).value;
  if (name !== flow || flow === "Handover") throw unknownChoice(`${place}.flow`);
}

function checkId(call: Call, collection: string, id: unknown, place: string): void {
  if (id !== undefined) selected(call, collection, id, place);
}

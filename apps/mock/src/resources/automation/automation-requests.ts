import type { Call } from "../../behave/call.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { findOfRow } from "../data/data-sources.ts";
import { isUnset } from "../flow/form-field.ts";
import { readAssignees } from "../task/task-assignment.ts";
import { emailOf } from "../user/find-user.ts";

// What actions send, made of the details of their automation and of the record that has set it off.

/** The task to create; its times and its hub are those of the record (facts: automation.md 9, 10). */
export function newTaskRequest(call: Call, details: JsonObject, record: JsonObject): JsonObject {
  const values = Object.entries(resolved(details.taskData, record)).filter(([, value]) => !isUnset(value));
  return {
    startTime: record.startTime,
    endTime: record.endTime,
    ...Object.fromEntries(values),
    flow: call.organization.collection("flows").get(String(details.flowId))?.value.name ?? details.flow,
    hubId: record.hubId ?? details.hubId,
    assignee: [],
  };
}

/** The same with the users who are to do it (facts: automation.md 11). */
export function assignedTaskRequest(call: Call, details: JsonObject, record: JsonObject): JsonObject {
  const { hubId, assignee, reassignment } = details;
  return {
    ...newTaskRequest(call, details, record),
    hubId: lookUp(hubId, record),
    assignee: reassignment === undefined ? assignee : peopleOf(call, record, String(reassignment)),
  };
}

/** The data record to write, and who may use it from then on (facts: automation.md 15). */
export function dataRequest(call: Call, details: JsonObject, record: JsonObject): JsonObject {
  const { dataTypeId } = details;
  const dataId = lookUp(details.dataId, record);
  const key = { dataTypeId, dataId: isUnset(dataId) ? undefined : String(dataId), hubId: record.hubId };
  return { ...resolved(details.dataSource, record), ...key, ...limitOf(call, details, record, key) };
}

function limitOf(call: Call, details: JsonObject, record: JsonObject, key: JsonObject): JsonObject {
  const { updateLimitUser, replaceLimitUser, limitUser, limitType } = details;
  if (updateLimitUser !== true && replaceLimitUser !== true) return {};
  const users = limitType === undefined ? readAssignees(limitUser) : peopleOf(call, record, String(limitType));
  const known = updateLimitUser === true ? findOfRow(call, key)?.value.limitUser : undefined;
  return { limitUser: [...new Set([...readAssignees(known), ...users])] };
}

/** The e-mails of those whom a task names in a property. */
function peopleOf(call: Call, task: JsonObject, property: string): readonly string[] {
  if (property === "assignee") return readAssignees(task.assignee);
  const email = emailOf(call, task[property]);
  return email === undefined ? [] : [email];
}

function resolved(values: unknown, record: JsonObject): JsonObject {
  const entries = Object.entries(isObject(values) ? values : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, lookUp(value, record)]));
}

const reference = /^\$ref(?:Flow|Data)\.(.+)$/;

/** A literal as it is, and for a reference the value that the record has there; undefined when it has none. */
function lookUp(value: unknown, record: JsonObject): unknown {
  const name = typeof value === "string" ? reference.exec(value)?.[1] : undefined;
  return name === undefined ? value : record[name];
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { readSlice, writeRows } from "../../behave/list.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import { createRecord, dropRecord, findRecord, putRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, answerValue, keyOfPath, remove } from "../../behave/single.ts";
import { organizationId } from "../../behave/stamps.ts";
import { isObject, type JsonObject, objectsIn, without } from "../../json.ts";
import type { View } from "../../memory/view.ts";
import { invalid, unknownRecord } from "../../refusal.ts";
import type { MockResponse } from "../../types.ts";
import { hubInTask } from "../hub/hub-copies.ts";
import { followTasks, stateOf, tasksOf } from "./activity-state.ts";
import { stepTask } from "./activity-tasks.ts";
import { stepsOf, workflowOf } from "./activity-workflows.ts";

/** Properties that an activity has whatever `fields` says. */
const always = ["_id", "organizationId"];

/**
 * Activities (facts: activity.md). The master is kept as an activity and not among the tasks, the tasks of its steps are
 * ordinary tasks.
 */
defineRules("activities", {
  complete: (call, draft) => begin(call, draft),
  changed(call, after, before) {
    if (after !== undefined || before === undefined) return;
    for (const task of tasksOf(call, before)) if (task !== undefined) dropRecord(call, "tasks", task);
  },
});

/** The answer leaves the steps of the workflow out. */
defineBehaviour("createActivity", (call) => {
  const { value } = createRecord(call, call.body);
  const workflow = isObject(value.workflow) ? without(value.workflow, ["steps"]) : {};
  return answerValue(call, { ...value, workflow });
});

defineBehaviour("getActivity", (call) => {
  followTasks(call);
  const entry = findRecord(call, keyOfPath(call));
  if (entry === undefined) throw unknownRecord();
  return answerRecord(call, { text: writeRows(call, [entry], always).slice(1, -1) });
});

defineBehaviour("deleteActivity", (call) => {
  if (findRecord(call, keyOfPath(call)) === undefined) throw unknownRecord();
  return remove(call);
});

defineBehaviour("listActivities", (call) => {
  followTasks(call);
  return answerPage(call, call.records.view(readQuery(call)));
});

defineBehaviour("listActivitiesByWorkflow", (call) => {
  followTasks(call);
  const workflowId = keyOfPath(call);
  return answerPage(
    call,
    call.records.view(narrow(readQuery(call), workflowId, (own) => own.workflowId === workflowId)),
  );
});

/** Makes the tasks of the steps and completes the master; refuses all of it before the first task is made. */
function begin(call: Call, draft: JsonObject): JsonObject {
  const workflow = workflowOf(draft.workflowId);
  if (workflow === undefined) throw unknownRecord();
  const steps = stepsOf(workflow);
  const sent = objectsIn(draft.tasks);
  if (sent.length !== steps.length) {
    throw invalid(`The tasks field must have ${steps.length} elements, one for each step of the workflow.`);
  }
  const tasks = steps.map((step, index) => stepTask(call, draft, step, sent[index] ?? {}, index));
  for (const task of tasks) putRecord(call, "tasks", task);
  const { email } = callerOf(call);
  const hub = call.organization.collection("hubs").get(String(draft.hubId))?.value;
  return {
    ...without(draft, ["tasks"]),
    workflow: { ...workflow, organizationId: organizationId(call) },
    subId: tasks.map(({ _id }) => _id),
    title: workflow.name,
    ...stateOf(workflow, tasks),
    ...(hub !== undefined && { hub: { ...hubInTask(hub), address: hub.address } }),
    createdBy: email,
    updatedBy: email,
    createdFrom: "API",
  };
}

/** The page object of activities, whose keys differ from those of other lists. */
function answerPage(call: Call, view: View): MockResponse {
  const { start, end, page: currentPage, limit: perPage } = readSlice(call, view);
  const lastPage = Math.max(1, Math.ceil(view.length / perPage));
  const rows = writeRows(call, view.slice(start, end), always);
  const counts = JSON.stringify({ total: view.length, currentPage, lastPage, perPage });
  const { item = "" } = call.operation.resource;
  const page = item.slice(0, item.lastIndexOf("/"));
  return envelopeOf(call.operation, page).wrap(`{"activities":${rows},${counts.slice(1)}`);
}

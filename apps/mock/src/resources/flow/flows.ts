import "./flow-fields.ts";
import "./flow-reorder.ts";
import "./flow-task-example.ts";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import { deleteRecord, updateRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, answerValue, keyOfPath } from "../../behave/single.ts";
import { isObject, type JsonObject, objectsIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { attempt, conflict, Refusal, taken, unknownRecord } from "../../refusal.ts";
import { callersUser, roleOf } from "../user/find-user.ts";
import { checkFlow } from "./flow-checks.ts";
import { logChange } from "./flow-logs.ts";
import { tidyPages } from "./flow-pages.ts";
import { trashed } from "./flow-trash.ts";

/** Flows (facts: flow.md): the server counts their versions and keeps a log of every change. */
defineRules("flows", {
  complete(call, draft, before) {
    checkFlow(call, draft);
    const { email } = callerOf(call);
    const { configurations = [], isDefault = false } = draft;
    const own = { ...draft, pages: tidyPages(draft), configurations, isDefault };
    if (before === undefined) {
      const orderIndex = draft.orderIndex ?? lastOrderIndex(call) + 1;
      return { ...own, orderIndex, version: 1, createdBy: email };
    }
    const orderIndex = draft.orderIndex ?? before.orderIndex;
    const next = { ...own, orderIndex, createdBy: before.createdBy, updatedBy: email };
    // PUT is idempotent: the same body again is no change, so it makes no version.
    const isSame = call.operation.resource.verb === "replace" && contentOf(next) === contentOf(before);
    return { ...next, version: Number(before.version) + (isSame ? 0 : 1) };
  },
  changed(call, after, before) {
    if (after === undefined || after.version === before?.version) return;
    logChange(call, before === undefined ? "create" : "put", after, before);
  },
});

/** What makes two states of a flow the same version, as text. */
function contentOf({ name, pages, configurations, isDefault, orderIndex }: JsonObject): string {
  return JSON.stringify([name, pages, configurations, isDefault, orderIndex]);
}

/** New flows come last. */
function lastOrderIndex({ records }: Call): number {
  const [last] = records.view({ key: "last", matches: () => true, sortBy: "orderIndex", descending: true }).slice(0, 1);
  return Number(last?.value.orderIndex ?? 0);
}

/** With `permission=true` a list holds the flows that the caller's role may create tasks from (facts: role.md). */
defineBehaviour("listFlows", (call) => {
  const query = readQuery(call);
  const allowed = call.query.permission === true ? allowedFlows(call) : undefined;
  if (allowed === undefined) return answerList(call, call.records.view(query));
  return answerList(call, call.records.view(narrow(query, [...allowed], ({ _id }) => allowed.has(_id))));
});

/** Ids of the flows that the caller's role names; undefined when it may use all. */
function allowedFlows(call: Call): ReadonlySet<unknown> | undefined {
  const role = roleOf(call, callersUser(call));
  const items = objectsIn(role?.permissionDetails).find(({ permissionName }) => permissionName === "add/task")?.items;
  return Array.isArray(items) ? new Set(items) : undefined;
}

/** A deleted flow is neither listed nor found; the trash can't be looked into, so nothing of it is kept. */
defineBehaviour("deleteFlow", (call) => {
  const { value } = deleteRecord(call, keyOfPath(call));
  return answerValue(call, trashed(call, value));
});

/** Restoring brings back what a log entry left, as a new version (facts: flow.md 12 to 14). */
defineBehaviour("restoreFlow", (call) => {
  const flow = call.records.get(keyOfPath(call));
  const log = call.organization.collection("flowLogs").get(call.path("flowLogId"));
  const state = log?.value.changeData;
  if (flow === undefined || log?.value.flowId !== flow.key || !isObject(state)) throw unknownRecord();
  const { name, pages, configurations } = state;
  const holder = call.records.findBy("name", name);
  if (holder !== undefined && holder.key !== flow.key) throw taken("name");
  return answerRecord(call, restored(call, flow.key, { name, pages, configurations }));
});

/** An old state may no longer fit, such as one that takes data of a type that is gone. */
function restored(call: Call, key: string, state: JsonObject): Entry {
  const done = attempt(() => updateRecord(call, key, state));
  if (done instanceof Refusal) throw done.status === 400 ? conflict(done.message) : done;
  return done;
}

/** Answers with the flows that a client lacks or holds in an older version. */
defineBehaviour("checkFlowVersions", (call) => {
  const versions = new Map(objectsIn(call.body.flows).map(({ name, version }) => [name, Number(version)]));
  const newer = [...call.records.entries()].filter(
    ({ value }) => Number(value.version) > (versions.get(value.name) ?? 0),
  );
  return answerRecord(call, { text: `[${newer.map(({ text }) => text).join(",")}]` });
});

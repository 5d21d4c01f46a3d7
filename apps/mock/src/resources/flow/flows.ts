import "./flow-fields.ts";
import "./flow-reorder.ts";
import "./flow-task-example.ts";
import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { answerList } from "../../behave/list.ts";
import { readQuery } from "../../behave/query.ts";
import { deleteRecord, updateRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, keyOfPath } from "../../behave/single.ts";
import { isObject, type JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import type { Query } from "../../memory/view.ts";
import { conflict, Refusal, unknownRecord } from "../../refusal.ts";
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
  return answerList(call, call.records.view(allowed === undefined ? query : onlyThese(query, allowed)));
});

function onlyThese(query: Query, ids: ReadonlySet<unknown>): Query {
  const key = JSON.stringify([query.key, ...ids]);
  return { ...query, key, matches: (value) => ids.has(value._id) && query.matches(value) };
}

/** Ids of the flows that the caller's role names; undefined when it may use all. */
function allowedFlows(call: Call): ReadonlySet<unknown> | undefined {
  const user = call.organization.collection("users").findBy("email", callerOf(call).email);
  const role = call.organization.collection("roles").findBy("_id", user?.value.roleId)?.value;
  const details = Array.isArray(role?.permissionDetails) ? role.permissionDetails.filter(isObject) : [];
  const items = details.find(({ permissionName }) => permissionName === "add/task")?.items;
  return Array.isArray(items) ? new Set(items) : undefined;
}

/** A deleted flow is neither listed nor found; the trash can't be looked into, so nothing of it is kept. */
defineBehaviour("deleteFlow", (call) => {
  const { value } = deleteRecord(call, keyOfPath(call));
  return answerRecord(call, { text: JSON.stringify(trashed(call, value)) });
});

/** Restoring brings back what a log entry left, as a new version (facts: flow.md 12 to 14). */
defineBehaviour("restoreFlow", (call) => {
  const flow = call.records.get(keyOfPath(call));
  const log = call.organization.collection("flowLogs").get(call.path("flowLogId"));
  const state = log?.value.changeData;
  if (flow === undefined || log?.value.flowId !== flow.key || !isObject(state)) throw unknownRecord();
  const { name, pages, configurations } = state;
  const holder = call.records.findBy("name", name);
  if (holder !== undefined && holder.key !== flow.key) throw conflict("The name has already been taken.");
  return answerRecord(call, restored(call, flow.key, { name, pages, configurations }));
});

/** An old state may no longer fit, such as one that takes data of a type that is gone. */
function restored(call: Call, key: string, state: JsonObject): Entry {
  try {
    return updateRecord(call, key, state);
  } catch (error) {
    throw error instanceof Refusal && error.status === 400 ? conflict(error.message) : error;
  }
}

/** Answers with the flows that a client lacks or holds in an older version. */
defineBehaviour("checkFlowVersions", (call) => {
  const held = Array.isArray(call.body.flows) ? call.body.flows.filter(isObject) : [];
  const versions = new Map(held.map(({ name, version }) => [name, Number(version)]));
  const newer = [...call.records.entries()].filter(
    ({ value }) => Number(value.version) > (versions.get(value.name) ?? 0),
  );
  const { item = "" } = call.operation.resource;
  return envelopeOf(call.operation, item, call.exchange.wish.status).wrap(
    `[${newer.map(({ text }) => text).join(",")}]`,
  );
});

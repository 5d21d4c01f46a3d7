import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { answerList, type Listing } from "../../behave/list.ts";
import { type Filters, narrow, readQuery } from "../../behave/query.ts";
import { isObject, type JsonObject, valueAt } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import type { Query } from "../../memory/view.ts";
import { writeTime } from "../../notation.ts";

/** Properties that a row has whatever `fields` says (facts: task.md 25). */
export const rowKeys = ["_id", "assignedVehicle"];

/** A task without a type is an ordinary one. */
export const taskFilters: Filters = {
  taskType:
    (wanted) =>
    ({ taskType = "task" }) =>
      taskType === wanted,
};

/** The list also counts all tasks that match, whatever page they are on (facts: task.md 25 to 28). */
defineBehaviour("listTasks", (call) => {
  const query = readQuery(call, taskFilters);
  const current = inTime(call);
  const entries: Listing = current === undefined ? call.records.view(query) : listingOf(call, query, current);
  const counting = {
    doneTotal: count(call, entries, query, "DONE", current),
    ongoingTotal: count(call, entries, query, "ONGOING", current),
  };
  const metadata = valueAt(documentedBody(call.operation, 200), "/metadata");
  const beside = {
    metadata: { ...(isObject(metadata) ? metadata : {}), counting },
    dataVersion: String(Math.floor(call.world.now() / 1000)),
  };
  return answerList(call, entries, { always: rowKeys, beside });
});

type Test = (task: JsonObject) => boolean;

/**
 * What `active` and `isVisit` ask of a task now; undefined when neither is asked for. No view can keep such a filter: time
 * changes its outcome without any write. All times of tasks are in one notation, so texts compare like moments.
 */
export function inTime({ query, world }: Call): Test | undefined {
  if (query.active === undefined && query.isVisit === undefined) return undefined;
  const now = writeTime("tasks", "endTime", world.now());
  const isActive = query.active !== undefined;
  return ({ startTime, endTime }) => String(endTime) >= now && (!isActive || String(startTime) <= now);
}

function listingOf(call: Call, query: Query, test: Test): Listing {
  const view = call.records.view(query);
  const entries = view.slice(0, view.length).filter(({ value }) => test(value));
  return {
    length: entries.length,
    slice: (start, end) => entries.slice(start, end),
    positionOf: (entry: Entry) => entries.indexOf(entry),
  };
}

/** How many of the entries have a status; views count without looking at each. */
function count(call: Call, entries: Listing, query: Query, status: string, current: Test | undefined): number {
  const { status: wanted } = call.query;
  if (wanted !== undefined) return wanted === status ? entries.length : 0;
  const hasStatus: Test = (task) => task.status === status;
  if (current !== undefined) return entries.slice(0, entries.length).filter(({ value }) => hasStatus(value)).length;
  return call.records.view({ ...narrow(query, status, hasStatus), sortBy: "_id" }).length;
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { answerList } from "../../behave/list.ts";
import type { Listing } from "../../behave/listing.ts";
import { type Filters, narrow, readQuery } from "../../behave/query.ts";
import { isObject, type JsonObject, valueAt } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import type { Query } from "../../memory/view.ts";
import { writeTime } from "../../notation.ts";
import { taskSight } from "./task-sight.ts";

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
  const test = rowTest(call);
  const entries: Listing = test === undefined ? call.records.view(query) : tested(call, query, test);
  const counting = {
    doneTotal: count(call, entries, query, "DONE", test),
    ongoingTotal: count(call, entries, query, "ONGOING", test),
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
 * What no view can keep: whether a task is shown now and to this caller. Undefined when all are. Time and other records
 * change its outcome without any write of a task.
 */
export function rowTest(call: Call): Test | undefined {
  const [current, sight] = [inTime(call), taskSight(call)];
  if (current === undefined || sight === undefined) return current ?? sight;
  return (task) => current(task) && sight(task);
}

/**
 * What `active` and `isVisit` ask of a task now; undefined when neither is asked for. All times of tasks are in one
 * notation, so texts compare like moments.
 */
function inTime({ query, world }: Call): Test | undefined {
  if (query.active === undefined && query.isVisit === undefined) return undefined;
  const now = writeTime("tasks", "endTime", world.now());
  const isActive = query.active !== undefined;
  return ({ startTime, endTime }) => String(endTime) >= now && (!isActive || String(startTime) <= now);
}

function tested(call: Call, query: Query, test: Test): Listing {
  const view = call.records.view(query);
  const upTo = (end: number) => view.slice(0, end).filter(({ value }) => test(value));
  const entries = upTo(view.length);
  return {
    length: entries.length,
    slice: (start, end) => entries.slice(start, end),
    positionOf: (entry: Entry) => upTo(view.positionOf(entry) + 1).length - 1,
  };
}

/** How many of the entries have a status; views count without looking at each. */
function count(call: Call, entries: Listing, query: Query, status: string, test: Test | undefined): number {
  const { status: wanted } = call.query;
  if (wanted !== undefined) return wanted === status ? entries.length : 0;
  const hasStatus: Test = (task) => task.status === status;
  if (test !== undefined) return entries.slice(0, entries.length).filter(({ value }) => hasStatus(value)).length;
  return call.records.view({ ...narrow(query, status, hasStatus), sortBy: "_id" }).length;
}

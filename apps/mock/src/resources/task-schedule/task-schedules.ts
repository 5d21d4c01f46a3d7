import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { type Filters, readQuery } from "../../behave/query.ts";
import { defineRules } from "../../behave/rules.ts";
import { isObject, type JsonObject, objectsIn, textsIn } from "../../json.ts";
import { keyOf } from "../../memory/store.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { checkForm, formOf } from "../flow/flow-form.ts";
import { readAssignees } from "../task/task-assignment.ts";
import { checkWorkers } from "../user/workers.ts";
import { planNext } from "./run-plan.ts";

/**
 * Task schedules (facts: task-schedule.md 3 to 5, 9, 11 to 13, 16). From its first write on a schedule runs; what has only
 * come with the seed does not.
 */
defineRules("taskSchedules", {
  complete(call, draft, before) {
    const schedule = suited(draft);
    checkSlots(schedule);
    checkTemplate(call, schedule, before);
    if (draft.assignee !== before?.assignee || schedule.hubId !== before?.hubId) {
      checkWorkers(call, textsIn(schedule.assignee), schedule.hubId);
    }
    const { name, email } = callerOf(call);
    return {
      ...schedule,
      timeSchedules: timesOf(schedule),
      logExecuted: before?.logExecuted ?? { status: "PENDING" },
      createdBy: before?.createdBy ?? name,
      ...(before !== undefined && { updatedBy: email }),
    };
  },
  changed({ organization, world }, after, before) {
    planNext(organization, world, keyOf(after ?? before ?? {}), world.now());
  },
});

const filters: Filters = {
  status:
    (wanted) =>
    ({ logExecuted }) =>
      isObject(logExecuted) && logExecuted.status === wanted,
};

defineBehaviour("listTaskSchedules", (call) => answerList(call, call.records.view(readQuery(call, filters))));

/** The schedule with what its period has, and has not, in the notation of that period. */
function suited(draft: JsonObject): JsonObject {
  const { startTime: start, endTime: end, interval, frequency, ...rest } = draft;
  const isCustom = rest.periode === "custom";
  if (isCustom && typeof interval !== "number") throw invalid("The interval field is required.");
  if (isCustom && typeof frequency !== "string") throw invalid("The frequency field is required.");
  if (rest.periode !== "byDate" && start === undefined) throw invalid("The startTime field is required.");
  if (rest.periode !== "byDate" && end === undefined) throw invalid("The endTime field is required.");
  const bound = (text: unknown, clock: string) => {
    const day = String(text).slice(0, 10);
    return isCustom ? `${day} ${String(text).slice(11) || clock}` : day;
  };
  return {
    ...rest,
    assignee: readAssignees(rest.assignee),
    interval: isCustom ? interval : null,
    frequency: isCustom ? frequency : null,
    ...(start !== undefined && { startTime: bound(start, "00:00") }),
    ...(end !== undefined && { endTime: bound(end, "23:59") }),
  };
}

/** What a slot of each period has beside its times. The document checks whole schedules; a change can mix two periods. */
const slotKeys: Readonly<
  Record<string, { readonly name: "day" | "date"; readonly length: readonly number[] } | undefined>
> = {
  weekly: { name: "day", length: [] },
  monthly: { name: "date", length: [1, 2] },
  byDate: { name: "date", length: [10] },
};

function checkSlots({ periode, frequency, schedules }: JsonObject): void {
  const key = slotKeys[String(periode === "custom" ? frequency : periode)];
  for (const [index, slot] of objectsIn(schedules).entries()) {
    for (const name of ["day", "date"]) {
      const field = `schedules.${index}.${name}`;
      const value = slot[name];
      if (name !== key?.name) {
        if (value !== undefined) throw invalid(`The ${field} field does not suit the period.`);
      } else if (value === undefined) {
        throw invalid(`The ${field} field is required.`);
      } else if (key.length.length > 0 && !key.length.includes(String(value).length)) {
        throw invalid(`The ${field} field does not suit the period.`);
      }
    }
  }
}

/** The flow and its id have to belong together, and the template has to fill the initial page of the flow. */
function checkTemplate(call: Call, { flow, flowId, task }: JsonObject, before: JsonObject | undefined): void {
  if (flow === before?.flow && flowId === before?.flowId && task === before?.task) return;
  const form = formOf(call, String(flow));
  if (form?.flow._id !== flowId || form === undefined) throw unknownChoice("flowId");
  checkForm(form, isObject(task) ? task : {}, { partial: false });
}

/** All runs in one list: `HH:mm`, or the day or the date and `HH:mm`. */
function timesOf({ schedules }: JsonObject): readonly string[] {
  return objectsIn(schedules).flatMap(({ day, date, time }) => {
    const when = day ?? date;
    return textsIn(time).map((clock) => (when === undefined ? clock : `${when} ${clock}`));
  });
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { rulesOf } from "../../behave/rules.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { writeTime } from "../../notation.ts";
import { invalid } from "../../refusal.ts";
import { withChange } from "../task/task-history.ts";
import { objectsIn } from "./routing-request.ts";
import { taskIdOf } from "./routing-visit-id.ts";
import { type Position, readPosition, roadMetres } from "./routing-way.ts";

interface Visit {
  readonly task: Entry;
  readonly position: Position | undefined;
}

/**
 * Orders visits: the nearest to the starting point first, then the nearest to that one, and so on; visits without a
 * coordinate come last. Their tasks are numbered in that order (facts: routing.md 38).
 */
defineBehaviour("reorderVisits", (call) => {
  const start = readPosition(call.body.currentCoordinate);
  if (start === undefined) throw invalid("The currentCoordinate must be a place on earth.");
  const visits = objectsIn(call.body.visits).map((visit, index) => readVisit(call, visit, index));
  const first = Math.floor(call.world.now() / 1000) * 10 + 1;
  const rows = inOrder(start, visits).map(({ task }, index) => number(call, task, first + index));
  return envelopeOf(call.operation, call.operation.resource.item ?? "").wrap(JSON.stringify(rows));
});

function readVisit(call: Call, { id, coordinate }: JsonObject, index: number): Visit {
  const task = call.records.get(taskIdOf(id) ?? "");
  if (task === undefined) throw invalid(`The selected visits.${index}.id is invalid.`);
  return { task, position: readPosition(coordinate ?? task.value.expectedCoordinate) };
}

function inOrder(start: Position, visits: readonly Visit[]): readonly Visit[] {
  const left = new Set(visits);
  const ordered: Visit[] = [];
  let here = start;
  while (left.size > 0) {
    const distance = ({ position }: Visit) =>
      position === undefined ? Number.POSITIVE_INFINITY : roadMetres(here, position);
    let next: { visit: Visit; metres: number } | undefined;
    for (const visit of left) {
      const metres = distance(visit);
      if (next === undefined || metres < next.metres) next = { visit, metres };
    }
    if (next === undefined) break;
    left.delete(next.visit);
    ordered.push(next.visit);
    here = next.visit.position ?? here;
  }
  return ordered;
}

function number(call: Call, { key, value }: Entry, orderIndex: number) {
  if (value.status === "DONE") {
    return { status: false, message: "A finished task can not be changed.", _id: key, orderIndex: value.orderIndex };
  }
  const updatedTime = writeTime("tasks", "updatedTime", call.world.now());
  const changed = { ...value, orderIndex, updatedBy: callerOf(call).email, updatedTime };
  const task = withChange(call, changed, value, undefined);
  call.records.put(key, task);
  rulesOf("tasks").changed?.(call, task, value);
  return { status: true, message: "success", _id: key, orderIndex };
}

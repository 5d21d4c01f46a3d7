import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { putRecord } from "../../behave/records.ts";
import { answerValue } from "../../behave/single.ts";
import { type JsonObject, objectsIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { finishedMessage } from "../task/task-change.ts";
import { withSideChange } from "../task/task-history.ts";
import { type Position, readPosition, roadMetres } from "./position.ts";
import { taskIdOf } from "./routing-visit-id.ts";

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
  return answerValue(call, rows);
});

function readVisit(call: Call, { id, coordinate }: JsonObject, index: number): Visit {
  const task = call.records.get(taskIdOf(id) ?? "");
  if (task === undefined) throw unknownChoice(`visits.${index}.id`);
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
    return { status: false, message: finishedMessage, _id: key, orderIndex: value.orderIndex };
  }
  putRecord(call, "tasks", withSideChange(call, { ...value, orderIndex }, value), value);
  return { status: true, message: "success", _id: key, orderIndex };
}

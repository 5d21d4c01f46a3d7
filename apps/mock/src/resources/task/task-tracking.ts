import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerValue } from "../../behave/single.ts";
import type { JsonObject } from "../../json.ts";
import { readTime, restateTime } from "../../notation.ts";
import { emailOf } from "../user/find-user.ts";
import { readAssignees } from "./task-assignment.ts";
import { hubOf } from "./task-new.ts";

/** The totals of one worker. */
interface Count {
  doneTask: number;
  ongoingTask: number;
  distance: number;
  duration: number;
}

/**
 * Sums up the tasks of a hub and the ways of its workers (facts: task.md 29). A finished task counts for who finished it,
 * an ongoing one for everybody who is to do it; ways are not moved onto roads.
 */
defineBehaviour("getTaskTracking", (call) => {
  const { hubId, email } = call.query;
  hubOf(call, hubId);
  const counting = new Map<string, Count>();
  const totals = { doneTotal: 0, ongoingTotal: 0 };
  for (const { value } of call.organization.collection("tasks").allBy("hubId", hubId)) {
    const isDone = value.status === "DONE";
    if (!(isDone || value.status === "ONGOING") || !isInPeriod(call, value)) continue;
    const workers = workersOf(call, value).filter((worker) => email === undefined || worker === email);
    if (workers.length === 0 && email !== undefined) continue;
    totals[isDone ? "doneTotal" : "ongoingTotal"] += 1;
    for (const worker of workers) countOf(counting, worker)[isDone ? "doneTask" : "ongoingTask"] += 1;
  }
  const sources = addWays(call, counting);
  const counts = [...counting.values()];
  return answerValue(call, {
    ...totals,
    taskTotal: totals.doneTotal + totals.ongoingTotal,
    totalDistance: counts.reduce((sum, { distance }) => sum + distance, 0),
    totalDuration: counts.reduce((sum, { duration }) => sum + duration, 0),
    counting: Object.fromEntries(counting),
    createdFrom: [...sources],
  });
});

function isInPeriod({ query }: Call, task: JsonObject): boolean {
  const time = readTime(task[String(query.timeBy ?? (task.status === "DONE" ? "doneTime" : "startTime"))]);
  return time >= readTime(query.timeFrom) && time <= readTime(query.timeTo);
}

function workersOf(call: Call, { status, assignee, doneBy }: JsonObject): readonly string[] {
  const emails = readAssignees(assignee);
  if (status !== "DONE") return emails;
  const email = emailOf(call, doneBy);
  return email === undefined ? emails.slice(0, 1) : [email];
}

function countOf(counting: Map<string, Count>, worker: string): Count {
  const known = counting.get(worker) ?? { doneTask: 0, ongoingTask: 0, distance: 0, duration: 0 };
  counting.set(worker, known);
  return known;
}

/** Adds the ways of the workers in the period; returns the sources of the positions. */
function addWays({ organization, query }: Call, counting: ReadonlyMap<string, Count>): ReadonlySet<string> {
  const bounds = [query.timeFrom, query.timeTo].map((time) => restateTime("locationHistories", "createdTime", time));
  const [from = "", to = ""] = bounds;
  const sources = new Set<string>();
  for (const [email, count] of counting) {
    for (const { value } of organization.collection("locationHistories").allBy("email", email)) {
      const time = String(value.createdTime);
      if (time < from || time > to) continue;
      if (query.createdFrom !== undefined && value.createdFrom !== query.createdFrom) continue;
      count.distance += Math.max(0, Number(value.distance ?? 0));
      count.duration += Math.max(0, Number(value.duration ?? 0));
      if (typeof value.createdFrom === "string") sources.add(value.createdFrom);
    }
  }
  return sources;
}

import type { World } from "../../behave/call.ts";
import { onRestore, onResume } from "../../behave/jobs.ts";
import type { Organization } from "../../memory/organization.ts";
import type { Schedule } from "../../memory/schedule.ts";
import { lastRuns, nextRun } from "./next-run.ts";
import { runSchedule } from "./schedule-run.ts";

/**
 * Plans: when a schedule runs next, by its id. A schedule gets one with every write over the API and with every run, so
 * those of the seed have none, and do not run, until somebody writes to them. Plans are kept like records: a request that
 * fails takes its plan back, a reset forgets it, and a restart does not.
 */
const plans = "taskScheduleRuns";

/**
 * Runs that a schedule makes up for when the clock has been moved past more of them: the last ones, so that the newest tasks
 * and the outcome of the last run are what they would be if the clock had gone all the way.
 */
const maxMissed = 100;

// What was missed while the mock was down, or in a time that a snapshot has undone, is not made up for.
onResume(planAll, plans);
onRestore(planAll);

function planAll(organization: Organization, world: World): void {
  for (const { key } of [...organization.collection(plans).entries()]) planNext(organization, world, key, world.now());
}

/** Plans the first run of a schedule after a moment in place of what was planned; none for one that is gone or has ended. */
export function planNext(organization: Organization, world: World, key: string, after: number): void {
  const schedule = organization.collection("taskSchedules").get(key)?.value;
  const due = schedule === undefined ? undefined : nextRun(schedule, after);
  if (due === undefined) organization.collection(plans).delete(key);
  else planRun(organization, world, key, due);
}

function planRun(organization: Organization, world: World, key: string, due: number): void {
  const known = organization.collection(plans);
  if (known.get(key)?.value.due !== due) known.put(key, { _id: key, due });
  const alarm = `${due} ${key} ${organization.name}`;
  const set = alarmsOf(world.schedule);
  if (set.has(alarm)) return;
  set.add(alarm);
  world.schedule.schedule(due, () => {
    set.delete(alarm);
    world.transact(() => ring(world.organization(organization.name), world, key, due));
  });
}

/** Alarms can't be stopped, so they look whether their plan still stands; one for each moment of a schedule is enough. */
const alarms = new WeakMap<Schedule, Set<string>>();

function alarmsOf(schedule: Schedule): Set<string> {
  const known = alarms.get(schedule) ?? new Set();
  alarms.set(schedule, known);
  return known;
}

function ring(organization: Organization, world: World, key: string, due: number): void {
  if (organization.collection(plans).get(key)?.value.due !== due) return;
  const schedule = organization.collection("taskSchedules").get(key)?.value ?? {};
  const [first = due] = lastRuns(schedule, due, world.schedule.now(), maxMissed);
  if (first > due) {
    planRun(organization, world, key, first);
    return;
  }
  runSchedule(organization, world, key, due);
  planNext(organization, world, key, due);
}

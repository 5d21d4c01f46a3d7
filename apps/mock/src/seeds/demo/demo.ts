import { day, hour } from "../../durations.ts";
import type { JsonObject } from "../../json.ts";
import { documentedSeed } from "../../memory/documented-seed.ts";
import type { Seed } from "../../memory/store.ts";
import { compareValues } from "../../memory/view.ts";
import type { SeedCircumstances } from "../choice.ts";
import { type Base, makeBases } from "./base.ts";
import { find, Maker } from "./maker.ts";
import { maxWeight, routingResult, type TaskRound } from "./routing.ts";
import { openTask, plannedTask, type TaskFrame } from "./tasks.ts";
import { makeVisit, planRound, workBegins } from "./visits.ts";

/** The days of the demo, counted from today. */
const days = [-5, -4, -3, -2, -1, 0, 1];

/** In kilogrammes. */
const heaviestParcel = 30;

/**
 * The documented organization at its daily work: five hubs, each with two vehicles and their drivers, and some hundreds
 * of deliveries over the days around `now`. What is past is done, today is under way, tomorrow is not yet assigned; the
 * rounds of each day are in a routing result. Everything follows from `now` and `random`.
 */
export function demoSeed(circumstances: SeedCircumstances): Seed {
  const documented = documentedSeed();
  const maker = new Maker(circumstances);
  const bases = makeBases(documented, maker);
  const frame: TaskFrame = {
    organizationId: bases[0]?.hub.organizationId,
    flow: find(documented.flows, "name", "Delivery"),
    dispatcher: find(documented.users, "name", "Sekar Pelita"),
  };
  const pattern = find(documented.routingResults, "status", "done");
  const tasks: JsonObject[] = [];
  const results: JsonObject[] = [];
  for (const offset of days) {
    const date = maker.today + offset * day;
    for (const [index, base] of bases.entries()) {
      const planned = offset <= 0 ? planDay(base, date, frame, maker) : undefined;
      if (planned !== undefined) {
        results.push(routingResult(pattern, { ...planned, number: index + 1 }, maker));
        tasks.push(...planned.rounds.flatMap(({ stops }) => stops.map(({ task }) => task)));
      }
      const open = offset === 1 ? maker.whole(9, 14) : maker.whole(0, 2);
      for (let count = 0; count < open; count += 1)
        tasks.push(openTask(makeVisit(base, date, heaviestParcel, maker), frame, maker));
    }
  }
  return {
    ...documented,
    hubs: merge(
      documented.hubs,
      bases.map(({ hub }) => hub),
    ),
    users: merge(
      documented.users,
      bases.flatMap(({ crews }) => crews.map(({ driver }) => driver)),
    ),
    vehicles: merge(
      documented.vehicles,
      bases.flatMap(({ crews }) => crews.map(({ vehicle }) => vehicle)),
    ),
    tasks: merge(documented.tasks, tasks.sort(byCreation)),
    routingResults: merge(documented.routingResults, results.sort(byCreation)),
  };
}

/** The rounds of one hub and day with their tasks; undefined when the work of that day has not been planned yet. */
function planDay(base: Base, date: number, frame: TaskFrame, maker: Maker) {
  if (date + workBegins - hour > maker.now) return undefined;
  const id = maker.id(date + workBegins - hour);
  const rounds = base.crews.map((crew): TaskRound => {
    const count = maker.whole(8, 11);
    // So that the load fits, on a motorbike as well.
    const heaviest = Math.min(heaviestParcel, Math.floor(maxWeight(crew.vehicle) / count));
    const visits = Array.from({ length: count }, () => makeVisit(base, date, heaviest, maker));
    const round = planRound(base, crew, date, visits);
    const stops = round.stops.map((stop) => {
      const task = plannedTask(openTask(stop.visit, frame, maker), round, stop, frame, maker);
      return { ...stop, task: { ...task, routingResultId: id } };
    });
    return { ...round, stops };
  });
  return { id, rounds };
}

/** The records of the documented organization, then those that it does not have. */
function merge(documented: readonly JsonObject[] = [], made: readonly JsonObject[]): JsonObject[] {
  const known = new Set(documented.map(({ _id }) => _id));
  return [...documented, ...made.filter(({ _id }) => !known.has(_id))];
}

function byCreation(a: JsonObject, b: JsonObject): number {
  return compareValues(a.createdTime, b.createdTime);
}

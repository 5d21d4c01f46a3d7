import type { Organization } from "../memory/organization.ts";
import type { Schedule } from "../memory/schedule.ts";
import { Call, type World } from "./call.ts";

/** How often the work on each record is still to be done. */
const waiting = new WeakMap<Schedule, Map<string, number>>();

/**
 * Has work on a record done in some milliseconds on the clock of the mock, with a call of that moment. A reset or a snapshot
 * may have taken the record away by then.
 */
export function later(call: Call, milliseconds: number, key: string, work: (call: Call) => void): void {
  const { exchange, organization, world, operation } = call;
  const { schedule } = world;
  const due = world.now() + milliseconds;
  const counts = waiting.get(schedule) ?? new Map<string, number>();
  waiting.set(schedule, counts);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  schedule.schedule(due, () => {
    counts.set(key, (counts.get(key) ?? 1) - 1);
    const then = new Call(exchange, world.organization(organization.name), world, operation).at(due);
    world.transact(() => work(then));
  });
}

type Resumption = (organization: Organization, world: World) => void;
type Ending = (organization: Organization, world: World, isOver: (key: string) => boolean) => void;

const resumptions: Resumption[] = [];
const restorations: Resumption[] = [];

/** Collections of work that waits for its time: it is taken up whether somebody asks for the organization or not. */
export const waitingWork = new Set<string>();

/**
 * Has work done on each organization that an earlier run of the mock has left in the file, before anybody sees it: at the
 * start of the mock, when the organization has records in the collection `waiting`.
 */
export function onResume(work: Resumption, waiting?: string): void {
  resumptions.push(work);
  if (waiting !== undefined) waitingWork.add(waiting);
}

/** Has work done on each organization that a snapshot brings back. */
export function onRestore(work: Resumption): void {
  restorations.push(work);
}

/**
 * Has an end put to work that will never be done: what an earlier run of the mock has left, and what a snapshot brings back
 * after its time. `isOver` tells by the key of a record.
 */
export function onInterruption(end: Ending): void {
  onResume((organization, world) => end(organization, world, () => true));
  onRestore((organization, world) => end(organization, world, (key) => waiting.get(world.schedule)?.get(key) === 0));
}

/** Takes up what an earlier run has left unfinished in an organization. */
export const resume = takingUp(resumptions);

/** Takes up what a snapshot has brought back in an organization. */
export const takeUp = takingUp(restorations);

function takingUp(works: readonly Resumption[]): Resumption {
  return (organization, world) =>
    world.transact(() => {
      for (const work of works) work(organization, world);
    });
}

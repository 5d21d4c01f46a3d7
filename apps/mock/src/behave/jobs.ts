import type { Organization } from "../memory/organization.ts";
import type { Call, World } from "./call.ts";

/**
 * Has work done in some milliseconds on the clock of the mock, with a call of that moment. Nothing is done when the
 * organization has been reset meanwhile.
 */
export function later(call: Call, milliseconds: number, work: (call: Call) => void): void {
  const { organization, world } = call;
  const due = world.now() + milliseconds;
  world.schedule.schedule(due, () => {
    if (world.organization(organization.name) === organization) world.transact(() => work(call.at(due)));
  });
}

type Resumption = (organization: Organization, world: World) => void;

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

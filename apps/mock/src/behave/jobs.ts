import type { Call } from "./call.ts";

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

import { isId } from "../../memory/identity.ts";

/** The id of the task that a visit goes to; undefined for a hub and for a visit without a task. */
export function taskIdOf(visitId: unknown): string | undefined {
  const [, id] = /^task(?:Id)?-(.+)$/.exec(String(visitId)) ?? [];
  return id !== undefined && isId(id) ? id : undefined;
}

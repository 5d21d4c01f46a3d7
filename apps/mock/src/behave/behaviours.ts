import type { Operation, OperationId, Verb } from "@mileapp/contract";
import { bulkCreate, bulkDelete, bulkReplace, bulkUpdate, bulkUpsert } from "./bulk.ts";
import type { Behaviour } from "./call.ts";
import { list } from "./list.ts";
import { create, get, remove, replace, update } from "./single.ts";

/** What every operation of a verb does, unless it has a behaviour of its own. Actions have none. */
const byVerb: Readonly<Partial<Record<Verb, Behaviour>>> = {
  list,
  create,
  get,
  replace,
  update,
  delete: remove,
  "bulk-create": bulkCreate,
  "bulk-replace": bulkReplace,
  "bulk-update": bulkUpdate,
  "bulk-upsert": bulkUpsert,
  "bulk-delete": bulkDelete,
};

const own = new Map<string, Behaviour>();

/** Gives an operation a behaviour of its own. */
export function defineBehaviour(operationId: OperationId, behaviour: Behaviour): void {
  own.set(operationId, behaviour);
}

/** What an operation does with the memory; undefined when that is not modelled. */
export function behaviourOf(operation: Operation): Behaviour | undefined {
  return own.get(operation.id) ?? byVerb[operation.resource.verb];
}

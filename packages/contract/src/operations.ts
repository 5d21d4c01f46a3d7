import { operations } from "./generated/operations.js";
import type { Operation } from "./types.ts";

const byId: ReadonlyMap<string, Operation> = new Map(operations.map((operation) => [operation.id, operation]));

/** The operation with this id, or undefined. */
export function operationById(id: string): Operation | undefined {
  return byId.get(id);
}

import type { JsonObject } from "../../json.ts";

/** Shared by all tasks of a hub, as long as the hub does not change. */
const inTasks = new WeakMap<JsonObject, JsonObject>();

/** What a task holds of its hub. */
export function hubInTask(hub: JsonObject): JsonObject {
  const known = inTasks.get(hub);
  if (known !== undefined) return known;
  const { _id, name, lat, lng } = hub;
  const copy = { _id, name, lat, lng };
  inTasks.set(hub, copy);
  return copy;
}

/** What a vehicle holds of its hub. */
export function hubInVehicle({ _id, name, address }: JsonObject): JsonObject {
  return { _id, name, address };
}

import { hour } from "../../durations.ts";
import { type JsonObject, objectsIn } from "../../json.ts";

/** When a task of a flow starts and ends unless its request says so; all in milliseconds since the epoch. */
export function taskTimes(
  flow: JsonObject,
  created: number,
  startTime = created + adjustment(flow, "startTime", 0),
): { readonly startTime: number; readonly endTime: number } {
  return { startTime, endTime: startTime + adjustment(flow, "endTime", 24) };
}

/** Facts: flow.md 21. */
function adjustment({ configurations }: JsonObject, id: string, hours: number): number {
  return Number(objectsIn(configurations).find((setting) => setting.id === id)?.adjustment ?? hours) * hour;
}

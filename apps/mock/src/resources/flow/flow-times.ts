import { isObject, type JsonObject } from "../../json.ts";

const hour = 3_600_000;

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
  const settings = Array.isArray(configurations) ? configurations.filter(isObject) : [];
  return Number(settings.find((setting) => setting.id === id)?.adjustment ?? hours) * hour;
}

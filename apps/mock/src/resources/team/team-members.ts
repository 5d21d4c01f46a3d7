import type { Call } from "../../behave/call.ts";
import { type JsonObject, listIn } from "../../json.ts";

/** Teams of a user. */
export function teamsOf(user: JsonObject | undefined): readonly unknown[] {
  return listIn(user?.teamId);
}

/** Keeps the `totalUser` of the teams that a user has joined or left. */
export function recount(call: Call, after: JsonObject | undefined, before: JsonObject | undefined): void {
  const now = new Set(teamsOf(after));
  const then = new Set(teamsOf(before));
  for (const id of now) if (!then.has(id)) count(call, id, 1);
  for (const id of then) if (!now.has(id)) count(call, id, -1);
}

function count(call: Call, id: unknown, difference: number): void {
  const teams = call.organization.collection("teams");
  const team = teams.get(String(id));
  if (team === undefined) return;
  teams.put(team.key, { ...team.value, totalUser: Math.max(0, Number(team.value.totalUser) + difference) });
}

/** Takes everybody out of a team that is about to go. */
export function leaveTeam(call: Call, teamId: string): void {
  const users = call.organization.collection("users");
  for (const { key, value } of [...users.entries()]) {
    const teams = teamsOf(value);
    if (teams.includes(teamId)) users.put(key, { ...value, teamId: teams.filter((id) => id !== teamId) });
  }
}

import type { Call } from "../../behave/call.ts";
import { type JsonObject, objectsIn, valueAt } from "../../json.ts";
import { teamsOf } from "../team/team-members.ts";
import { hubsOf, namedUser, roleOf } from "./find-user.ts";

/** Which users a caller sees. */
interface Sight {
  /** What it depends on beside the user who is looked at. */
  readonly mark: unknown;
  readonly sees: (user: JsonObject) => boolean;
}

/**
 * The caller sees himself and, if his role lets him view users, those whom his teams do not hide (facts: user.md, role.md).
 * Whoever he does not see is unknown to him.
 */
export function sightOf(call: Call): Sight {
  const caller = limitedCaller(call);
  if (caller === undefined) return { mark: "all", sees: () => true };
  const mayView = isGranted(call, caller, "view/user");
  return {
    mark: [caller._id, teamsOf(caller), mayView],
    sees: (user) => user._id === caller._id || (mayView && isTeamMate(caller, user)),
  };
}

/** The user whom the token names. Undefined for an owner and for a token that names nobody: these have no limits. */
export function limitedCaller(call: Call): JsonObject | undefined {
  const caller = namedUser(call);
  return caller === undefined || isOwner(caller) ? undefined : caller;
}

/** Whether the caller has access to a hub. */
export function reachesHub(call: Call, hubId: unknown): boolean {
  const caller = limitedCaller(call);
  return caller === undefined || hubsOf(caller).includes(hubId);
}

/** The first owner of the organization. */
export function firstOwner({ organization }: Call): JsonObject | undefined {
  for (const { value } of organization.collection("users").entries()) if (isOwner(value)) return value;
  return undefined;
}

/** Whether a user owns the organization. */
export const isOwner = (user: JsonObject): boolean => valueAt(user, "/role/name") === "owner";

/**
 * Whether two users have to do with each other: they share a team, or one of them has none or is an owner, who has access
 * to every team (facts: team.md).
 */
export function isTeamMate(one: JsonObject, other: JsonObject): boolean {
  const [teams, others] = [teamsOf(one), teamsOf(other)];
  const isFree = teams.length === 0 || others.length === 0 || isOwner(one) || isOwner(other);
  return isFree || teams.some((team) => others.includes(team));
}

/** A permission that the role does not name can't be told to be missing. */
function isGranted(call: Call, user: JsonObject, permission: string): boolean {
  const rows = objectsIn(roleOf(call, user)?.permission);
  return rows.find(({ name }) => name === permission)?.access !== false;
}

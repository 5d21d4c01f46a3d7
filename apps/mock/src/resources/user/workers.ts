import type { Call } from "../../behave/call.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { findUser, hubsOf } from "./find-user.ts";
import { isTeamMate, limitedCaller } from "./user-sight.ts";

/**
 * Refuses users who do not exist or share no team with the caller (facts: team.md), and users who do not belong to the hub
 * that they are to work for.
 */
export function checkWorkers(call: Call, emails: readonly string[], hubId: unknown): void {
  const caller = limitedCaller(call);
  for (const email of emails) {
    const user = findUser(call, email)?.value;
    const isStranger = user !== undefined && caller !== undefined && !isTeamMate(caller, user);
    if (user === undefined || isStranger) throw unknownChoice("assignee");
    if (!hubsOf(user).includes(hubId)) throw invalid("The assignee does not belong to the hub.");
  }
}

import { defineRules } from "../../behave/rules.ts";
import { conflict, taken } from "../../refusal.ts";
import { leaveTeam, teamsOf } from "./team-members.ts";

/** Teams (facts: team.md): a name is unique within its hub, and a team with active members stays. */
defineRules("teams", {
  complete(call, draft, before) {
    for (const { value } of call.organization.collection("teams").allBy("name", draft.name)) {
      if (value.hubId === draft.hubId && value !== before) throw taken("name");
    }
    // Who creates a team has access to it without being counted.
    return { ...draft, totalUser: before?.totalUser ?? 0 };
  },
  removable(call, { _id }) {
    for (const { value } of call.organization.collection("users").entries()) {
      if (value.status === "active" && teamsOf(value).includes(_id)) {
        throw conflict("The team can't be deleted while active users belong to it.");
      }
    }
  },
  changed(call, after, before) {
    if (after === undefined) leaveTeam(call, String(before?._id));
  },
});

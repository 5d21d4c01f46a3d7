import { defineBehaviour } from "../../behave/behaviours.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { documentedRecord } from "../../behave/documented-record.ts";
import { answerList } from "../../behave/list.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import { findRecord, replaceRecord, updateRecord, updateState } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, answerValue, keyOfPath } from "../../behave/single.ts";
import { type JsonObject, listIn, valueAt, without } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { conflict, invalid, unknownChoice, unknownRecord } from "../../refusal.ts";
import { releaseTasks } from "../task/task-release.ts";
import { recount, teamsOf } from "../team/team-members.ts";
import { callersUser, findUser, hubsOf } from "./find-user.ts";
import { firstOwner, isOwner, sightOf } from "./user-sight.ts";

/** Users (facts: user.md): owners are out of reach for others, and teams go with the hubs. */
defineRules("users", {
  complete(call, draft, before) {
    const user = before === undefined ? newUser(call, draft) : draft;
    const teamId = teamsAfter(call, user, before);
    return { ...user, hubId: each(user.hubId), teamId: each(teamId) };
  },
  readable: checkSight,
  changeable(call, before) {
    checkSight(call, before);
    onlyOwnersTouchOwners(call, before);
  },
  removable(call, before) {
    checkSight(call, before);
    if (isPayer(call, before)) throw conflict("The owner who pays for the organization can't be deleted.");
    onlyOwnersTouchOwners(call, before);
  },
  changed(call, after, before) {
    recount(call, after, before);
    if (after !== undefined || before === undefined) return;
    call.organization.collection("lockedMembers").delete(String(before.email));
    releaseTasks(call, String(before.email));
  },
});

defineBehaviour("listUsers", (call) => {
  const { mark, sees } = sightOf(call);
  return answerList(call, call.records.view(narrow(readQuery(call), mark, sees)));
});

defineBehaviour("getCurrentUser", (call) => answerRecord(call, ownUser(call)));

defineBehaviour("updateCurrentUser", (call) => answerWritten(call, updateState(call, ownUser(call).value, call.body)));

/** Unlike other records, a user keeps what a PUT leaves out. */
defineBehaviour("replaceUser", (call) => {
  const key = keyOfPath(call);
  const known = findRecord(call, key) !== undefined;
  return answerWritten(call, known ? updateRecord(call, key, call.body) : replaceRecord(call, key, call.body));
});

defineBehaviour("updateUser", (call) => answerWritten(call, updateRecord(call, keyOfPath(call), call.body)));

/** Writes answer without what reads embed. */
function answerWritten(call: Call, { value }: Entry) {
  return answerValue(call, without(value, ["role", "organization"]));
}

function ownUser(call: Call): Entry {
  const user = findUser(call, callerOf(call).email);
  if (user === undefined) throw unknownRecord();
  return user;
}

/** A user who has never logged in. The role is that of the documented example, since no request can state one. */
function newUser(call: Call, draft: JsonObject): JsonObject {
  if (call.body.email === undefined) throw invalid("The email field is required.");
  const { provider, roleId, role, organization } = documentedRecord("users");
  const unused = { provider, firstLogin: true, passwordExpired: false, onboardingStep: [], dynamicVisitTime: [] };
  return { ...draft, ...unused, roleId, role, organization, hubId: call.body.hubId, teamId: call.body.teamId };
}

/** Sent teams count as they are, an empty list means all; other hubs without sent teams mean none. */
function teamsAfter(call: Call, user: JsonObject, before: JsonObject | undefined): readonly unknown[] {
  const teams = call.organization.collection("teams");
  const { hubId, teamId } = call.body;
  if (teamId === undefined) return hubId === undefined || sameIn(hubId, before?.hubId) ? teamsOf(user) : [];
  const sent = teamsOf(call.body);
  if (sent.length === 0) return [...teams.entries()].map(({ value }) => value._id);
  const hubs = new Set(hubsOf(user));
  for (const id of sent) {
    const team = teams.get(String(id));
    if (!hubs.has(team?.value.hubId)) throw unknownChoice("teamId");
  }
  return sent;
}

function sameIn(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b) && a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}

/** A list without what it repeats. */
const each = (values: unknown): readonly unknown[] => [...new Set(listIn(values))];

function checkSight(call: Call, user: JsonObject): void {
  if (!sightOf(call).sees(user)) throw unknownRecord();
}

/** Refuses to let somebody else than an owner change an owner. */
function onlyOwnersTouchOwners(call: Call, user: JsonObject): void {
  if (isOwner(user) && !isOwner(callersUser(call))) throw conflict("Only an owner can change an owner.");
}

/** Whether it is who registered the organization or, once nobody has that address any more, its first owner. */
function isPayer(call: Call, user: JsonObject): boolean {
  const registrant = findUser(call, valueAt(user, "/organization/user/email"))?.value;
  return (registrant ?? firstOwner(call))?._id === user._id;
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { answerList } from "../../behave/list.ts";
import { listingOf } from "../../behave/listing.ts";
import { readQuery } from "../../behave/query.ts";
import { updateState } from "../../behave/records.ts";
import { answerValue } from "../../behave/single.ts";
import { without } from "../../json.ts";
import { Entry } from "../../memory/entry.ts";
import type { Organization } from "../../memory/organization.ts";
import { invalid, unknownRecord } from "../../refusal.ts";
import { findUser } from "./find-user.ts";
import { sightOf } from "./user-sight.ts";

/** Passwords that each user has had. Kept apart from the records, so that nothing that shows records can show them. */
const passwords = new WeakMap<Organization, Map<string, Set<string>>>();

/** When each organization was first asked for its locks, in milliseconds since the epoch: a lock states no moment. */
const lockedSince = new WeakMap<Organization, number>();

defineBehaviour("listLockedMembers", (call) => answerList(call, listingOf(lockedNow(call))));

/** A user who is unknown or not locked is answered with 400 (facts: user.md). */
defineBehaviour("unlockMember", (call) => {
  const email = String(call.body.email);
  if (!lockedNow(call).some(({ key }) => key === email)) {
    throw invalid("Data not found. Please check the ID/reference number and try again.");
  }
  call.records.delete(email);
  return answerDocumented(call, { message: `${email} has been unlocked. The user can now log in.` });
});

/** Refuses a password that the user has had before. The first one is unknown to the mock, so any reset may set it. */
defineBehaviour("resetMemberPassword", (call) => {
  const { userId, password } = call.body;
  const user = call.records.get(String(userId));
  if (user === undefined || !sightOf(call).sees(user.value)) throw unknownRecord();
  const used = usedBy(call.organization, user.key);
  if (used.has(String(password))) throw invalid("You cannot use a password that you have used before.");
  const { value } = updateState(call, user.value, { passwordExpired: false });
  used.add(String(password));
  const shown = without(value, [
    "role",
    "organization",
    "provider",
    "phoneNumber",
    "onboardingStep",
    "dynamicVisitTime",
  ]);
  return answerValue(call, { ...shown, isDeleted: false, docId: user.key });
});

/** The locks that hold still, of users whom the caller sees, each with the seconds that are left. */
function lockedNow(call: Call): readonly Entry[] {
  const { organization, records, world } = call;
  const since = lockedSince.get(organization) ?? world.now();
  lockedSince.set(organization, since);
  const passed = Math.max(0, Math.floor((world.now() - since) / 1000));
  const { sees } = sightOf(call);
  const locks = records.view(readQuery(call)).slice(0, records.size);
  return locks.flatMap(({ key, value, sequence }) => {
    const ttl = Number(value.ttl) - passed;
    const isShown = ttl > 0 && sees(findUser(call, value.email)?.value ?? {});
    return isShown ? [new Entry(key, { ...value, ttl }, sequence)] : [];
  });
}

function usedBy(organization: Organization, userId: string): Set<string> {
  const known = passwords.get(organization) ?? new Map<string, Set<string>>();
  passwords.set(organization, known);
  const used = known.get(userId) ?? new Set();
  known.set(userId, used);
  return used;
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import { documentedBody } from "../../behave/envelope.ts";
import { updateState } from "../../behave/records.ts";
import { answerRecord } from "../../behave/single.ts";
import { isObject, without } from "../../json.ts";
import type { Organization } from "../../memory/store.ts";
import { invalid, unknownRecord } from "../../refusal.ts";

/** Passwords that each user has had. Kept apart from the records, so that nothing that shows records can show them. */
const passwords = new WeakMap<Organization, Map<string, Set<string>>>();

/** A user who is unknown or not locked is answered with 400 (facts: user.md). */
defineBehaviour("unlockMember", (call) => {
  const email = String(call.body.email);
  if (call.records.delete(email) === undefined) {
    throw invalid("Data not found. Please check the ID/reference number and try again.");
  }
  const body = documentedBody(call.operation, 200);
  const message = `${email} has been unlocked. The user can now log in.`;
  return { status: 200, headers: {}, body: JSON.stringify({ ...(isObject(body) ? body : {}), message }) };
});

/** Refuses a password that the user has had before. The first one is unknown to the mock, so any reset may set it. */
defineBehaviour("resetMemberPassword", (call) => {
  const { userId, password } = call.body;
  const user = call.records.get(String(userId));
  if (user === undefined) throw unknownRecord();
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
  return answerRecord(call, { text: JSON.stringify({ ...shown, isDeleted: false, docId: user.key }) });
});

function usedBy(organization: Organization, userId: string): Set<string> {
  const known = passwords.get(organization) ?? new Map<string, Set<string>>();
  passwords.set(organization, known);
  const used = known.get(userId) ?? new Set();
  known.set(userId, used);
  return used;
}

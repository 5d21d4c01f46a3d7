import type { Call } from "../../behave/call.ts";
import { invalid } from "../../refusal.ts";

/** Refuses users who do not exist, and users who do not belong to the hub that they are to work for. */
export function checkWorkers(call: Call, emails: readonly string[], hubId: unknown): void {
  const users = call.organization.collection("users");
  for (const email of emails) {
    const user = users.findBy("email", email)?.value;
    if (user === undefined) throw invalid("The selected assignee is invalid.");
    if (!Array.isArray(user.hubId) || !user.hubId.includes(hubId)) {
      throw invalid("The assignee does not belong to the hub.");
    }
  }
}

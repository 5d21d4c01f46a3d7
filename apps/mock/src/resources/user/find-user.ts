import { type Call, callerOf, isNamed } from "../../behave/call.ts";
import { type JsonObject, listIn } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";

/** The user with an e-mail. */
export function findUser({ organization }: Call, email: unknown): Entry | undefined {
  return organization.collection("users").findBy("email", email);
}

/** The e-mail of the user whom a text means: some properties hold e-mails, others names. */
export function emailOf(call: Call, text: unknown): string | undefined {
  const user = findUser(call, text) ?? call.organization.collection("users").findBy("name", text);
  return user === undefined ? undefined : String(user.value.email);
}

/** The record of the user who calls; an empty one in an organization without users. */
export function callersUser(call: Call): JsonObject {
  return findUser(call, callerOf(call).email)?.value ?? {};
}

/** The user whom the token names; undefined when it names nobody of the organization. */
export function namedUser(call: Call): JsonObject | undefined {
  const caller = callersUser(call);
  return isNamed(caller, call.exchange.user) ? caller : undefined;
}

/** The role of a user. */
export function roleOf({ organization }: Call, { roleId }: JsonObject): JsonObject | undefined {
  return organization.collection("roles").get(String(roleId))?.value;
}

/** Ids of the hubs that a user has access to. */
export function hubsOf(user: JsonObject): readonly unknown[] {
  return listIn(user.hubId);
}

/** The hub of what does not name any: the first one of a user, else that of the organization. */
export function usualHub({ organization }: Call, user: JsonObject): unknown {
  const [first] = organization.collection("hubs").entries();
  return hubsOf(user)[0] ?? first?.key;
}

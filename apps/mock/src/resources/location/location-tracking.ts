import { examplesOf } from "@mileapp/contract/examples";
import { fromBase64Url, toBase64Url } from "../../base64url.ts";
import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { answerList } from "../../behave/list.ts";
import { day } from "../../durations.ts";
import { defaultOrganization } from "../../exchange.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { writeDate } from "../../notation.ts";
import { invalid, Refusal } from "../../refusal.ts";

/** What a tracking token stands for. It holds it itself, so that it works without the token of a user. */
interface Ticket {
  readonly organization: string;
  readonly email: string;
  readonly date: string;
  /** Milliseconds since the epoch; null for never. */
  readonly expires: number | null;
}

/** How long a tracking token holds, in milliseconds (facts: location-history.md 13). */
const lifetime = 7 * day;

defineBehaviour("generateLocationHistoryToken", (call) => {
  const { email, date } = call.body;
  selected(call, "users", email, "email", "email");
  const now = call.world.now();
  const ticket = {
    organization: call.organization.name,
    email,
    date: date ?? writeDate(now),
    expires: Math.floor(now) + lifetime,
  };
  return answerDocumented(call, { token: seal(toBase64Url(new TextEncoder().encode(JSON.stringify(ticket)))) });
});

/** The records of the day, the latest first. */
defineBehaviour("getLocationHistoryByToken", (call) => {
  const ticket = readToken(call.path("token"));
  if (ticket === undefined) throw invalid("The tracking token is invalid.");
  if (ticket.expires !== null && ticket.expires < call.world.now()) {
    throw new Refusal(401);
  }
  return answerList(call, recordsOf(call, ticket));
});

function recordsOf(call: Call, { organization, email, date }: Ticket) {
  const records = call.world.organization(organization).collection("locationHistories");
  return records.view({
    key: JSON.stringify(["tracking", email, date]),
    matches: (own) => own.email === email && String(own.createdTime).startsWith(date),
    sortBy: "createdTime",
    descending: true,
  });
}

/** What a token stands for; undefined for one that was never made. The token of the document's example always holds. */
function readToken(token: string): Ticket | undefined {
  if (token === documentedToken().token) return documentedTicket();
  const [content = ""] = token.split(".");
  const ticket = token === seal(content) ? parse(fromBase64Url(content) ?? "") : undefined;
  if (!isObject(ticket)) return undefined;
  const { organization, email, date, expires } = ticket;
  const isWhole = [organization, email, date].every((part) => typeof part === "string") && typeof expires === "number";
  return isWhole
    ? { organization: String(organization), email: String(email), date: String(date), expires }
    : undefined;
}

/** Adds what only an unchanged token ends with (FNV-1a). No secret: whoever reads this file can make one. */
function seal(content: string): string {
  let sum = 0x811c9dc5;
  for (const letter of content) sum = Math.imul(sum ^ letter.charCodeAt(0), 0x01000193);
  return `${content}.${(sum >>> 0).toString(36)}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function documentedToken(): JsonObject {
  const [shown] = examplesOf("generateLocationHistoryToken").answers[200] ?? [];
  return isObject(shown?.value) ? shown.value : {};
}

function documentedTicket(): Ticket {
  const [asked] = examplesOf("generateLocationHistoryToken").requests;
  const { email, date } = isObject(asked?.value) ? asked.value : {};
  return { organization: defaultOrganization, email: String(email), date: String(date), expires: null };
}

import type { Call } from "../../behave/call.ts";
import { answerList, type Listing } from "../../behave/list.ts";
import { type Filters, readQuery } from "../../behave/query.ts";
import { isObject } from "../../json.ts";
import { Entry } from "../../memory/entry.ts";
import { readTime } from "../../notation.ts";
import type { MockResponse } from "../../types.ts";
import { objectsIn } from "./routing-request.ts";

/** Answers the results of the organization, without their plans (facts: routing.md 8 to 10). */
export function listResults(call: Call): MockResponse {
  return answerList(call, withoutPlans(call.records.view(readQuery(call, filters))));
}

const filters: Filters = {
  s: (wanted) => {
    const text = String(wanted).toLowerCase();
    return ({ name, result }) => {
      const routes = isObject(result) ? objectsIn(result.routing) : [];
      return [name, ...routes.map(({ assignee }) => assignee)].some((own) => String(own).toLowerCase().includes(text));
    };
  },
  dateFrom: (wanted) => {
    const from = readTime(wanted);
    return ({ createdTime }) => readTime(createdTime) >= from;
  },
  dateTo: (wanted) => {
    // A date alone means its end.
    const to = readTime(wanted) + (String(wanted).length === 10 ? 86_400_000 - 1 : 0);
    return ({ createdTime }) => readTime(createdTime) <= to;
  },
};

const rows = new WeakMap<Entry, Entry>();

/** Lists leave the plans out; each row is written once. */
function withoutPlans(listing: Listing): Listing {
  const slice = (start: number, end: number) => listing.slice(start, end).map(asRow);
  return { length: listing.length, slice, positionOf: (entry) => listing.positionOf(entry) };
}

function asRow(entry: Entry): Entry {
  const known = rows.get(entry);
  if (known !== undefined) return known;
  const { result: _, ...row } = entry.value;
  const made = new Entry(entry.key, row, entry.sequence);
  rows.set(entry, made);
  return made;
}

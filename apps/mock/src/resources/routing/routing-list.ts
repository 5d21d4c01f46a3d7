import type { Call } from "../../behave/call.ts";
import { answerList } from "../../behave/list.ts";
import { leavingOut } from "../../behave/listing.ts";
import { type Filters, readQuery } from "../../behave/query.ts";
import { day } from "../../durations.ts";
import { isObject, objectsIn } from "../../json.ts";
import { readTime } from "../../notation.ts";
import type { MockResponse } from "../../types.ts";

const withoutPlans = leavingOut("result");

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
    const to = readTime(wanted) + (String(wanted).length === 10 ? day - 1 : 0);
    return ({ createdTime }) => readTime(createdTime) <= to;
  },
};

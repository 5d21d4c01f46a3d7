import { defineBehaviour } from "../../behave/behaviours.ts";
import { callerOf } from "../../behave/call.ts";
import { answerSearch } from "../../behave/search-log.ts";
import { organizationId } from "../../behave/stamps.ts";
import { day } from "../../durations.ts";
import { readTime, writeTime } from "../../notation.ts";

/** For how long files are kept, in milliseconds (facts: export-task.md). */
const kept = 30 * day;

/** The log of exports shows the last 30 days, and of those the caller's own unless it is asked for another user's. */
defineBehaviour("listExportLogs", (call) => {
  const { dataName, dataType, status } = call.query;
  const email = call.query.email ?? callerOf(call).email;
  const terms = Object.entries({ email, dataName, dataType, status }).filter(([, value]) => value !== undefined);
  const now = call.world.now();
  const oldest = now - kept;
  const [gte, lte] = [oldest, now].map((time) => writeTime("exportLogs", "requestAt", time));
  return answerSearch(call, {
    matches: (source) => terms.every(([name, value]) => source[name] === value) && readTime(source.requestAt) >= oldest,
    must: [
      { term: { organizationId: organizationId(call) } },
      ...terms.map(([name, value]) => ({ term: { [name]: value } })),
      { range: { requestAt: { gte, lte } } },
    ],
  });
});

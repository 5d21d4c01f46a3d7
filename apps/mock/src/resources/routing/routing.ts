import { defineBehaviour } from "../../behave/behaviours.ts";
import { Call } from "../../behave/call.ts";
import { onResume } from "../../behave/jobs.ts";
import { createRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord } from "../../behave/single.ts";
import { writeTime } from "../../notation.ts";
import { emitFinished } from "./routing-events.ts";
import { forgetChanges, listHistory, noteChanges } from "./routing-history.ts";
import { listResults } from "./routing-list.ts";
import { finishRun, planned, runOf, uploaded } from "./routing-run.ts";

/** Routing results (facts: routing.md): a run leaves a plan; a plan that is sent is completed and summed up anew. */
defineRules("routingResults", {
  complete(call, draft, before) {
    if (before === undefined) return "visits" in draft ? runOf(call, draft) : uploaded(call, draft);
    return draft.result === before.result ? draft : planned(call, draft, before.result);
  },
  changed(call, after, before) {
    if (before === undefined) {
      if (after !== undefined && call.operation.id === "createRouting") emitFinished(call, after);
      return;
    }
    if (after === undefined) forgetChanges(call, before._id);
    else if (after.result !== before.result) noteChanges(call, after, before);
  },
});

/** How long a run in the background takes, in milliseconds. */
const runTime = 2000;

defineBehaviour("createRouting", (call) => {
  const entry = createRecord(call, call.body);
  if (call.body.background === true) finishLater(call, entry.key);
  return answerRecord(call, entry);
});

defineBehaviour("listRoutingResults", listResults);
defineBehaviour("listRoutingResultHistory", listHistory);

/** On a timer, and not with the next request: whoever waits for the event may send none. */
function finishLater({ exchange, organization, world }: Call, key: string): void {
  const due = world.now() + runTime;
  const finish = () => finishRun(new Call(exchange, world.organization(organization.name), world).at(due), key);
  world.schedule.schedule(due, () => world.transact(finish));
}

// What a run is to plan is known only to the run of the mock in which it was asked for.
onResume((organization, world) => {
  const results = organization.collection("routingResults");
  const finishTime = writeTime("routingResults", "finishTime", world.now());
  const message = "The routing was interrupted: the server was started again.";
  for (const { key, value } of [...results.allBy("status", "ongoing")]) {
    results.put(key, { ...value, status: "failed", message, finishTime, updatedTime: finishTime });
  }
});

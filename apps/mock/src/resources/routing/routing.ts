import { defineBehaviour } from "../../behave/behaviours.ts";
import { later, onInterruption } from "../../behave/jobs.ts";
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
  if (call.body.background === true) later(call, runTime, entry.key, (then) => finishRun(then, entry.key));
  return answerRecord(call, entry);
});

defineBehaviour("listRoutingResults", listResults);
defineBehaviour("listRoutingResultHistory", listHistory);

// What a run is to plan is known only to the run of the mock in which it was asked for.
onInterruption((organization, world, isOver) => {
  const results = organization.collection("routingResults");
  const finishTime = writeTime("routingResults", "finishTime", world.now());
  const message = "The routing was interrupted.";
  for (const { key, value } of [...results.allBy("status", "ongoing")]) {
    if (isOver(key)) results.put(key, { ...value, status: "failed", message, finishTime, updatedTime: finishTime });
  }
});

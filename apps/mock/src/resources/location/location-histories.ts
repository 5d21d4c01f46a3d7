import { defineBehaviour } from "../../behave/behaviours.ts";
import { bulk } from "../../behave/bulk.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { answerList } from "../../behave/list.ts";
import { type Filters, readQuery } from "../../behave/query.ts";
import { createRecord, findRecord, replaceRecord, replaceState } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, keyOfPath } from "../../behave/single.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { restateTime } from "../../notation.ts";
import { unknownRecord } from "../../refusal.ts";
import { pointId, receiptOf } from "./location-ids.ts";
import { isNewest, markNewest, outdateOthers } from "./location-latest.ts";
import { finishTrip, startTrip, tripParts } from "./location-trips.ts";

const collection = "locationHistories";

/** Location histories (facts: location-history.md): points, and trips from their start to their end. */
defineRules(collection, {
  complete(call, draft, before, input) {
    const { taskId = "", lat, lon } = draft;
    checkTask(call, taskId, before);
    const stated = input.createdTime === undefined ? {} : { createdTime: plain(input.createdTime) };
    const record = { ...draft, taskId, lat: Number(lat), lon: Number(lon), ...stated };
    const { email } = callerOf(call);
    if (before !== undefined) {
      const kept = { ...record, time: before.time, updatedBy: email };
      return isMoved(kept, before) ? { ...kept, isLatest: isNewest(call, kept) } : kept;
    }
    return {
      notes: null,
      eventName: null,
      ...record,
      time: receiptOf(draft._id) ?? Math.floor(call.world.now()),
      createdBy: email,
      updatedBy: email,
      isLatest: isNewest(call, record),
      ...tripParts(draft),
    };
  },
  changed(call, after, before) {
    if (after !== undefined && isMoved(after, before) && after.isLatest === true) outdateOthers(call, after);
    const isGone = after?.isLatest !== true || after.email !== before?.email;
    if (before?.isLatest === true && isGone) markNewest(call, before.email);
  },
});

defineBehaviour("createLocationHistory", (call) => answerRecord(call, record(call, call.body)));
defineBehaviour("bulkCreateLocationHistories", bulk(record));

defineBehaviour("listLocationHistories", (call) => answerList(call, call.records.view(readQuery(call, filters))));

/** Ids are longer here than elsewhere; the document has checked the form. */
defineBehaviour("replaceLocationHistory", (call) => {
  const key = keyOfPath(call);
  const isKnown = findRecord(call, key) !== undefined;
  return answerRecord(call, isKnown ? replaceRecord(call, key, call.body) : createRecord(call, call.body, key));
});

/** The user and the moment say which record it is; nothing is created. */
defineBehaviour("replaceLocationHistoryByEmailAndTime", (call) => {
  for (const { value } of call.records.allBy("createdTime", plain(call.body.createdTime))) {
    if (value.email === call.body.email) return answerRecord(call, replaceState(call, value, call.body));
  }
  throw unknownRecord();
});

const filters: Filters = {
  startFinish: (wanted) => (own) => String(own.startTime !== undefined) === String(wanted),
  isLatest: (wanted) => (own) => String(own.isLatest === true) === String(wanted),
};

/** Records what a sender states: a point, or the start or the end of a trip. */
function record(call: Call, row: JsonObject): Entry {
  if (row.finishTime !== undefined) {
    checkTask(call, row.taskId ?? "", undefined);
    return finishTrip(call, row);
  }
  if (row.startTime !== undefined) return startTrip(call, row);
  return createRecord(call, row, pointId(call, row.email));
}

/** Whether a record is of another user or moment than before, and so may be the latest no more, or now. */
function isMoved({ email, createdTime }: JsonObject, before: JsonObject | undefined): boolean {
  return email !== before?.email || createdTime !== before?.createdTime;
}

function checkTask(call: Call, taskId: unknown, before: JsonObject | undefined): void {
  if (taskId !== "" && taskId !== before?.taskId) selected(call, "tasks", taskId, "taskId");
}

const plain = (time: unknown): string => restateTime(collection, "createdTime", time);

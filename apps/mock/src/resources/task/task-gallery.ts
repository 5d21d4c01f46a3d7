import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import { readSlice, writeRows } from "../../behave/list.ts";
import type { Listing } from "../../behave/listing.ts";
import { narrow, readQuery } from "../../behave/query.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { formOf } from "../flow/flow-form.ts";
import { rowKeys, rowTest, taskFilters } from "./task-list.ts";

/**
 * Finished tasks with pictures (facts: task.md 30, 31). They are looked for in batches as large as a page, until the page
 * is full; what the last batch has beyond it is the buffer.
 */
defineBehaviour("listTaskGallery", (call) => {
  const done = call.records.view(narrow(readQuery(call, taskFilters), "done", ({ status }) => status === "DONE"));
  const { start, end, page, limit } = readSlice(call, done);
  const { found, seen } = search(call, done, end, limit);
  const rest = found.slice(end);
  const json = [
    `"current_page":${page}`,
    `"data":${writeRows(call, found.slice(start, end), rowKeys)}`,
    `"buffer":${writeRows(call, rest, rowKeys)}`,
    `"page_processed":"${Math.ceil(seen / limit)}"`,
    `"last_page":${seen >= done.length && rest.length === 0}`,
    `"total_estimate":"${seen === 0 ? 0 : Math.round((found.length / seen) * done.length)}"`,
    `"countProcessed":${seen}`,
  ];
  return envelopeOf(call.operation, "/tasks").wrap(`{${json.join(",")}}`);
});

/** Looks through finished tasks, batch by batch, until enough of them are found. */
function search(call: Call, done: Listing, wanted: number, batch: number) {
  const isMeant = rowTest(call) ?? (() => true);
  const isShown = (task: JsonObject) => isMeant(task) && hasPhoto(task) && asksForPhotos(call, String(task.flow));
  const found: Entry[] = [];
  let seen = 0;
  while (seen < done.length && found.length < wanted) {
    const entries = done.slice(seen, seen + batch);
    found.push(...entries.filter(({ value }) => isShown(value)));
    seen += entries.length;
  }
  return { found, seen };
}

const photoKey = /_\d+_url$/;

function hasPhoto(task: JsonObject): boolean {
  return Object.keys(task).some((name) => photoKey.test(name) && Boolean(task[name]));
}

/** Whether a flow has a photo component that is not optional; of a flow that is gone, nobody knows. */
function asksForPhotos(call: Call, flow: string): boolean {
  const form = formOf(call, flow);
  if (form === undefined) return true;
  return form.fields.some(
    ({ component }) =>
      component.component === "photo" && (component.required === true || Number(component.min ?? 0) > 0),
  );
}

import { defineBehaviour } from "../../behave/behaviours.ts";
import { rowsOf } from "../../behave/bulk.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { answerValue } from "../../behave/single.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { wordViolation } from "../../messages.ts";
import { writeTime } from "../../notation.ts";
import { attempt, invalid, Refusal, taken, unknownChoice } from "../../refusal.ts";
import { logChange } from "./flow-logs.ts";
import { trashed } from "./flow-trash.ts";

/** Reordering (facts: flow.md 15): the position of a row becomes the `orderIndex`; rows can also copy or delete. */
defineBehaviour("reorderFlows", (call) => {
  const results = rowsOf(call).map((row, index) => resultOf(call, row, index + 1));
  return answerValue(call, results);
});

/** What became of a row. A row that is refused does not stop the others. */
function resultOf(call: Call, row: JsonObject, position: number): JsonObject {
  const done = attempt(() => carryOut(call, row, position));
  if (done instanceof Refusal) return { status: false, code: done.status, message: done.message };
  return { status: true, code: 200, ...done };
}

function carryOut(call: Call, row: JsonObject, position: number): JsonObject {
  const [wrong] = call.exchange.badRows.get(position - 1) ?? [];
  if (wrong !== undefined) throw invalid(wordViolation(wrong, "row"));
  const flow = call.records.get(String(row.flowId));
  if (flow === undefined) throw unknownChoice("flowId");
  if (row.doDelete === true) {
    call.records.delete(flow.key);
    return { data: trashed(call, flow.value) };
  }
  if (row.doDuplicate === true) {
    return { message: "Flow has been created successfully.", flow: copy(call, flow.value, row.flowName, position) };
  }
  const { orderIndex, version } = move(call, flow, position);
  return { message: "Success", flow: { orderIndex, version } };
}

function move(call: Call, { key, value }: Entry, orderIndex: number): JsonObject {
  const updatedTime = writeTime("flows", "updatedTime", call.world.now());
  const version = Number(value.version) + 1;
  const moved = { ...value, orderIndex, version, updatedBy: callerOf(call).email, updatedTime };
  call.records.put(key, moved);
  logChange(call, "reorder", moved, value);
  return moved;
}

function copy(call: Call, flow: JsonObject, wanted: unknown, orderIndex: number): JsonObject {
  const name = wanted ?? freeName(call, String(flow.name));
  if (call.records.findBy("name", name) !== undefined) throw taken("name");
  const id = call.world.nextId();
  const time = writeTime("flows", "createdTime", call.world.now());
  const stamps = { createdTime: time, updatedTime: time, updatedBy: callerOf(call).email };
  const made = { ...flow, _id: id, name, isDefault: false, orderIndex, version: 1, ...stamps };
  call.records.put(id, made);
  logChange(call, "create", made, undefined);
  return made;
}

/** The name with the first number that no other flow has. */
function freeName({ records }: Call, name: string): string {
  let number = 2;
  while (records.findBy("name", `${name} ${number}`) !== undefined) number += 1;
  return `${name} ${number}`;
}

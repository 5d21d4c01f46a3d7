import { defineBehaviour } from "../../behave/behaviours.ts";
import { rowsOf } from "../../behave/bulk.ts";
import { type Call, callerOf } from "../../behave/call.ts";
import { envelopeOf } from "../../behave/envelope.ts";
import type { JsonObject } from "../../json.ts";
import type { Entry } from "../../memory/entry.ts";
import { wordViolation } from "../../messages.ts";
import { writeTime } from "../../notation.ts";
import { conflict, invalid, Refusal } from "../../refusal.ts";
import { logChange } from "./flow-logs.ts";
import { trashed } from "./flow-trash.ts";

/** Reordering (facts: flow.md 15): the position of a row becomes the `orderIndex`; rows can also copy or delete. */
defineBehaviour("reorderFlows", (call) => {
  const results = rowsOf(call).map((row, index) => attempt(call, row, index + 1));
  return envelopeOf(call.operation, "/data", call.exchange.wish.status).wrap(JSON.stringify(results));
});

/** What became of a row. A row that is refused does not stop the others. */
function attempt(call: Call, row: JsonObject, position: number): JsonObject {
  try {
    return { status: true, code: 200, ...carryOut(call, row, position) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: false, code: error.status, message: error.message };
  }
}

function carryOut(call: Call, row: JsonObject, position: number): JsonObject {
  const [wrong] = call.exchange.badRows.get(position - 1) ?? [];
  if (wrong !== undefined) throw invalid(wordViolation(wrong, "row"));
  const flow = call.records.get(String(row.flowId));
  if (flow === undefined) throw invalid("The selected flowId is invalid.");
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
  if (call.records.findBy("name", name) !== undefined) throw conflict("The name has already been taken.");
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

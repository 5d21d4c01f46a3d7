import { defineBehaviour } from "../../behave/behaviours.ts";
import { findRecord } from "../../behave/records.ts";
import { answerRecord, keyOfPath } from "../../behave/single.ts";
import { refusal } from "./import-checks.ts";

defineBehaviour("getImport", (call) => {
  const entry = findRecord(call, keyOfPath(call));
  if (entry === undefined) throw refusal(404, "Import monitoring record not found");
  return answerRecord(call, entry);
});

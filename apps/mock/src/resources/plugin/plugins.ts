import { defineBehaviour } from "../../behave/behaviours.ts";
import { callerOf } from "../../behave/call.ts";
import { answerDocumented } from "../../behave/envelope.ts";
import { createRecord, deleteRecord, updateRecord } from "../../behave/records.ts";
import { defineRules } from "../../behave/rules.ts";
import { answerRecord, keyOfPath } from "../../behave/single.ts";
import { isFile, type SentFile } from "../../form.ts";
import type { JsonObject } from "../../json.ts";
import { writeTime } from "../../notation.ts";
import { invalid, Refusal } from "../../refusal.ts";
import { storedFile } from "../file/stored-file.ts";
import { checkScript } from "./script.ts";

/** Plugins (facts: plugin.md): scripts are checked and stored, system plugins can be read but not touched. */
defineRules("plugins", {
  complete(call, draft, before) {
    for (const field of ["name", "description"]) {
      if (String(draft[field]).trim() === "") throw invalid(`The ${field} field must not be empty.`);
    }
    return before === undefined ? draft : { ...draft, updatedBy: callerOf(call).email };
  },
  changeable: (_call, before) => refuseSystem(before),
  removable: (_call, before) => refuseSystem(before),
});

defineBehaviour("createPlugin", (call) => {
  const { name, description, resourceFile, icon } = call.body;
  const script = readFile(resourceFile, "resourceFile", ".js", "text/javascript");
  const image = icon === undefined ? undefined : readFile(icon, "icon", ".svg", "image/svg+xml");
  checkScript(script.bytes);
  const stem = `${Math.floor(call.world.now() / 1000)}_${String(name)
    .trim()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")}`;
  const input = {
    name,
    description,
    resourceFile: `${stem}.js`,
    resourceUrl: storedFile(call, "plugins", `${stem}.js`),
    icon: image === undefined ? null : storedFile(call, "plugins", `${stem}.svg`),
    createdBy: callerOf(call).email,
    updatedBy: null,
    isUsed: false,
    customModuleId: null,
    status: "active",
  };
  return answerRecord(call, createRecord(call, input));
});

/** Only the two texts change, and an unknown id is not created. */
defineBehaviour("updatePlugin", (call) => {
  const { name, description } = call.body;
  return answerRecord(call, updateRecord(call, keyOfPath(call), { name, description }));
});

defineBehaviour("deletePlugin", (call) => {
  const { key } = deleteRecord(call, keyOfPath(call));
  const deletedAt = writeTime("plugins", "updatedTime", call.world.now());
  return answerDocumented(call, { data: { deletedPluginId: key, deletedAt } });
});

function refuseSystem({ organizationId }: JsonObject): void {
  if (organizationId === "system") throw new Refusal(403, "System plugins can't be changed or deleted.");
}

/** A file is known by its name or, as curl sends one without an ending, by its media type. */
function readFile(value: unknown, field: string, ending: string, type: string): SentFile {
  if (!isFile(value)) throw invalid(`The ${field} field must be a file.`);
  const { filename, contentType } = value;
  if (filename.toLowerCase().endsWith(ending) || (!/\.\w+$/.test(filename) && contentType === type)) return value;
  throw new Refusal(415, `The ${field} must be a ${ending} file.`);
}

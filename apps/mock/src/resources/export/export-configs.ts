import { recordShape } from "@mileapp/contract/records";
import type { Call } from "../../behave/call.ts";
import { defineRules } from "../../behave/rules.ts";
import { type JsonObject, listIn, objectsIn } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { componentsOf, pagesOf } from "../flow/flow-pages.ts";

/** Export configs (facts: export-config.md): columns are reserved properties or components of the named flows. */
defineRules("exportConfigs", {
  complete(call, draft) {
    const known = componentIds(call, draft);
    for (const { id, source } of objectsIn(draft.fields)) {
      if (source !== "reservedKey" && !known.has(id)) throw invalid(`The column ${id} is not in any of the flowIds.`);
      if (source === "reservedKey" && !isReserved(id)) throw invalid(`The column ${id} is not a reserved property.`);
    }
    return draft;
  },
});

const isReserved = (id: unknown) => recordShape("tasks").properties.includes(String(id));

function componentIds(call: Call, { flowIds }: JsonObject): ReadonlySet<unknown> {
  const flows = call.organization.collection("flows");
  const pages = listIn(flowIds).flatMap((id) => pagesOf(flows.get(String(id))?.value ?? {}));
  return new Set(pages.flatMap(componentsOf).map(({ id }) => id));
}

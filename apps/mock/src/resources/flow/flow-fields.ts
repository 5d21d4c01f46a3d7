import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerValue } from "../../behave/single.ts";
import type { JsonObject } from "../../json.ts";
import { unknownRecord } from "../../refusal.ts";
import { ownTexts } from "../task/task-keys.ts";
import { componentsOf, pagesOf } from "./flow-pages.ts";
import { isMultiple } from "./form-field.ts";

type Filter = (component: JsonObject) => boolean;

const isOneOf =
  (...kinds: readonly string[]): Filter =>
  ({ component }) =>
    kinds.includes(String(component));
const isBasic = isOneOf("input", "select");
const isImage = isOneOf("photo", "signature");

/** Kinds that `fieldType` asks for. What each of them holds is not published; these are plain readings of the names. */
const kinds: Readonly<Record<string, Filter>> = {
  routeAs: ({ routeAs }) => typeof routeAs === "string",
  basicStructurData: isBasic,
  structurData: (component) => !isImage(component) && component.component !== "view",
  singleValue: (component) => isBasic(component) && !isMultiple(component),
  image: isImage,
  listItemData: isOneOf("list", "bill"),
  reservedKey: ({ id, showAs }) => typeof showAs === "string" || ownTexts.includes(String(id)),
};

defineBehaviour("listFlowFields", (call) => answerValue(call, groups(call)));

defineBehaviour("listFlowComponents", (call) => {
  const found = groups(call);
  return answerValue(call, call.query.isMerge === 1 ? found.flatMap(({ fields }) => fields) : found);
});

defineBehaviour("getFlowFieldsByName", (call) => {
  const flow = call.records.findBy("name", call.path("flowName"));
  if (flow === undefined) throw unknownRecord();
  return answerValue(call, pagesOf(flow.value).flatMap(componentsOf));
});

interface Group {
  readonly _id: unknown;
  readonly flowName: unknown;
  readonly fields: readonly JsonObject[];
}

/** The components that a request asks for, by flow in their order; flows without any are left out. */
function groups(call: Call): readonly Group[] {
  const { fieldType, flowId, fields } = call.query;
  const isWanted = kinds[String(fieldType)] ?? (() => true);
  const flowIds = listed(flowId);
  const ids = listed(fields);
  const view = { key: "in order", matches: () => true, sortBy: "orderIndex", descending: false };
  const flows = call.organization.collection("flows").view(view);
  return flows
    .slice(0, flows.length)
    .filter(({ key }) => flowIds === undefined || flowIds.has(key))
    .map(({ value }) => ({ _id: value._id, flowName: value.name, fields: pagesOf(value).flatMap(componentsOf) }))
    .map((group) => ({
      ...group,
      fields: group.fields.filter((field) => isWanted(field) && (ids === undefined || ids.has(String(field.id)))),
    }))
    .filter(({ fields }) => fields.length > 0);
}

/** A text with commas as the set of its parts; undefined when it is absent. */
function listed(text: unknown): ReadonlySet<string> | undefined {
  if (text === undefined || text === "") return undefined;
  return new Set(
    String(text)
      .split(",")
      .map((part) => part.trim()),
  );
}

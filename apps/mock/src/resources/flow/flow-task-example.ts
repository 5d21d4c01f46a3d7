import { defineBehaviour } from "../../behave/behaviours.ts";
import type { Call } from "../../behave/call.ts";
import { answerValue } from "../../behave/single.ts";
import { type JsonObject, listIn } from "../../json.ts";
import { unknownRecord } from "../../refusal.ts";
import { callersUser, usualHub } from "../user/find-user.ts";
import { formOf } from "./flow-form.ts";
import { taskTimes } from "./flow-times.ts";
import { type FormField, isMultiple, typeOf } from "./form-field.ts";

/** How to create a task of a flow: its fields with an example each, and all examples as a ready body. */
defineBehaviour("getFlowTaskExample", (call) => {
  const form = formOf(call, call.path("flowName"));
  if (form === undefined) throw unknownRecord();
  const { flow, initial } = form;
  const flowFields = [...ownFields(call, flow), ...componentFields(initial)];
  const bodyRequest = Object.fromEntries(flowFields.map(({ field, example }) => [field, example]));
  return answerValue(call, { flowName: flow.name, flowFields, bodyRequest });
});

interface Hint {
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly example: unknown;
  readonly format: unknown;
}

/** Fields that the tasks of every flow have. */
function ownFields(call: Call, flow: JsonObject): readonly Hint[] {
  const { startTime, endTime } = taskTimes(flow, call.world.now());
  const write = (time: number) => new Date(time).toISOString().replace("Z", "+00:00");
  const always = { required: true, format: null };
  // Users create tasks only in hubs that they have access to.
  const hubId = usualHub(call, callersUser(call)) ?? "";
  return [
    { field: "hubId", type: "String", description: "Hub that the task belongs to", example: hubId, ...always },
    { field: "flow", type: "String", description: "Name of the flow", example: flow.name, ...always },
    { field: "startTime", type: "Datetime", description: "Start of the task", example: write(startTime), ...always },
    { field: "endTime", type: "Datetime", description: "End of the task", example: write(endTime), ...always },
  ];
}

/** The components of the initial page that a request can fill in. */
function componentFields(initial: readonly FormField[]): readonly Hint[] {
  return initial
    .filter(({ component: { component } }) => component === "input" || component === "select")
    .map(({ id, component, required, ...field }) => ({
      field: id,
      type: component.component === "select" ? "String" : String(component.type ?? "String"),
      required,
      description: String(component.title ?? id),
      example: exampleOf(component, field.default),
      format: Array.isArray(component.options) ? component.options : null,
    }));
}

/** A value that each type of input accepts. */
const examples: Readonly<Record<string, unknown>> = {
  string: "Toko Bahari",
  date: "2026-03-09",
  datetime: "2026-03-09T01:00:00.000+00:00",
  time: "08:00",
  numeric: 2,
  currency: 25000,
  address: "Jalan Kapal Layar 12, Surabaya 60175",
  geolocation: "-7.2458,112.7378",
  phonenumber: "+62315550112",
  url: "https://kurirsamudra.example",
};

function exampleOf(component: JsonObject, known: unknown): unknown {
  if (known !== undefined) return known;
  const options = listIn(component.options);
  if (isMultiple(component)) return options.slice(0, Math.max(1, Number(component.min ?? 1)));
  return component.component === "select" ? (options[0] ?? null) : examples[typeOf(component)];
}

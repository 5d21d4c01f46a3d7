import type { Call } from "../../behave/call.ts";
import type { JsonObject } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { componentsOf, isInitial, pagesOf } from "./flow-pages.ts";
import { type FormField, isUnset, readField } from "./form-field.ts";

/** A flow as its tasks need it: the fields that they are made of. */
export interface FlowForm {
  /** The flow itself, as it is stored. */
  readonly flow: JsonObject;
  /** Components of all pages, in order. */
  readonly fields: readonly FormField[];
  /** Those of the initial page. */
  readonly initial: readonly FormField[];
  /** Those whose coordinate locks a task to a place. */
  readonly locks: readonly FormField[];
}

const known = new WeakMap<JsonObject, FlowForm>();

/** The form of the flow with a name; undefined when there is no such flow. Read once for every state of a flow. */
export function formOf(call: Call, flowName: string): FlowForm | undefined {
  const flow = call.organization.collection("flows").findBy("name", flowName);
  if (flow === undefined) return undefined;
  let form = known.get(flow.value);
  if (form === undefined) {
    form = readForm(flow.value);
    known.set(flow.value, form);
  }
  return form;
}

/** Reads the form of a flow. */
export function readForm(flow: JsonObject): FlowForm {
  const pages = pagesOf(flow);
  // A hidden initial page can't be filled in, so nothing of it can be required.
  const read = (page: JsonObject) =>
    componentsOf(page).map((component) => readField(component, isInitial(page) && page.enabled !== false));
  const initial = pages.filter(isInitial).flatMap(read);
  const fields = [...initial, ...pages.filter((page) => !isInitial(page)).flatMap(read)];
  return { flow, fields, initial, locks: fields.filter(({ lock }) => lock !== undefined) };
}

/**
 * Refuses what the components of a flow do not take: missing required fields of the initial page, wrong types, options
 * that do not exist, too many or too few of them (facts: flow.md 25, 28). With `partial`, only what is sent is looked at.
 */
export function checkForm(form: FlowForm, input: JsonObject, { partial }: { readonly partial: boolean }): void {
  for (const field of form.fields) {
    const value = field.read(input);
    if (isUnset(value)) {
      if (field.required && !isFilledIn(field, value, partial)) throw invalid(`The ${field.id} field is required.`);
      continue;
    }
    const fault = field.fault(value) ?? field.unit?.fault(input[field.unit.id]);
    if (fault !== undefined) throw invalid(fault);
  }
}

/** Whether a field that a request leaves without a value will have one all the same. */
function isFilledIn(field: FormField, value: unknown, partial: boolean): boolean {
  if (value === undefined) return partial || field.default !== undefined;
  return value === null && field.whenNull !== undefined;
}

/**
 * Fills in what the components of a flow say about a task: defaults of what is not set, the texts and the coordinate that
 * apps show (`showAs`) and the geolock (facts: flow.md 22 to 24). `before` is the task's former state when it is changed
 * in part: then nothing gets its default, and only what has changed is shown anew.
 */
export function fillFromForm(form: FlowForm, draft: JsonObject, before?: JsonObject): JsonObject {
  const filled: Record<string, unknown> = { ...draft };
  for (const field of form.fields) {
    let value = filled[field.id];
    if (value === undefined && before === undefined) value = field.default;
    if (value === null) value = field.whenNull ?? null;
    if (value === undefined) continue;
    value = field.store(value);
    filled[field.id] = value;
    if (field.slot !== undefined && value !== before?.[field.id]) show(filled, field.slot, value);
  }
  if (before === undefined || form.locks.length > 0) lock(filled, form.locks);
  return filled;
}

/** Copies a value into the property of the task that apps show. */
function show(filled: Record<string, unknown>, slot: string, value: unknown): void {
  if (slot === "expectedCoordinate") {
    if (isUnset(value)) delete filled[slot];
    else filled[slot] = value;
  } else {
    filled[slot] = isUnset(value) ? null : Array.isArray(value) ? value.join(", ") : String(value);
  }
}

function lock(filled: Record<string, unknown>, locks: readonly FormField[]): void {
  const places = locks.filter(({ id }) => !isUnset(filled[id]));
  filled.useGeoLock = places.length > 0;
  if (places.length === 0) {
    delete filled.geoLock;
    delete filled.geoLockTrigger;
    return;
  }
  filled.geoLock = places.map(({ id, lock }) => ({ geoLocation: filled[id], radius: lock?.radius ?? null }));
  filled.geoLockTrigger = places.find(({ lock }) => lock?.trigger !== undefined)?.lock?.trigger ?? null;
}

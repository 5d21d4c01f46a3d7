import type { JsonObject } from "../../json.ts";
import { type Fault, faultOf, numberOf } from "./form-values.ts";

/** One component of a flow as its tasks need it. */
export interface FormField {
  /** Name of the task's property; of photos, what the names of their properties begin with. */
  readonly id: string;
  /** What a task or a request holds for it. */
  readonly read: (input: JsonObject) => unknown;
  readonly component: JsonObject;
  /** Whether a new task needs a value; fields of later pages are filled in while it is done. */
  readonly required: boolean;
  /** Value of a new task when none is sent. */
  readonly default: unknown;
  /** What null is stored as; undefined where null stays null. */
  readonly whenNull: unknown;
  /** Property of the task that gets a copy of the value. */
  readonly slot: string | undefined;
  /** Set on a coordinate that locks the task to a place. */
  readonly lock: { readonly radius: unknown; readonly trigger: string | undefined } | undefined;
  /** Says in a sentence why a value is refused. */
  readonly fault: Fault;
  /** Set where a unit goes with a number: the task's property that holds it, and what is wrong with one. */
  readonly unit: { readonly id: string; readonly fault: Fault } | undefined;
  /** A value as tasks hold it: numbers may be sent as text. */
  readonly store: (value: unknown) => unknown;
}

/** Whether a value counts as none. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Kind of value that an input takes. Old flows write some kinds in another way. */
export function typeOf({ component, type }: JsonObject): string {
  if (component !== "input") return String(component);
  const name = String(type ?? "String").toLowerCase();
  return name === "number" ? "numeric" : name;
}

/** Reads a component; `isAsked` says whether it stands on a page that is filled in when a task is created. */
export function readField(component: JsonObject, isAsked: boolean): FormField {
  const id = String(component.id);
  const type = typeOf(component);
  const isNumber = type === "numeric" || type === "currency";
  const store = isNumber ? numberOf : (value: unknown) => value;
  const { showAs, geoLockTrigger } = component;
  const takesCoordinate = type === "geolocation";
  return {
    id,
    read: type === "photo" ? (input) => picturesOf(id, input) : (input) => input[id],
    component,
    required: isAsked && component.required === true && type !== "view",
    default: defaultOf(component, store),
    whenNull: whenNull(component, isNumber),
    // A coordinate can be shown as text; a text is no coordinate.
    slot: typeof showAs === "string" && (showAs !== "expectedCoordinate" || takesCoordinate) ? showAs : undefined,
    lock:
      takesCoordinate && component.useGeoLock === true
        ? { radius: component.radius, trigger: typeof geoLockTrigger === "string" ? geoLockTrigger : undefined }
        : undefined,
    fault: faultOf(id, type, component),
    unit: unitOf(`${id}_unit`, component),
    store,
  };
}

/** Tasks have a property for each picture: `<id>_0_url`, `<id>_1_url` (facts: task.md, field to value type). */
function picturesOf(id: string, input: JsonObject): readonly unknown[] {
  const names = Object.keys(input).filter(
    (name) => name.startsWith(`${id}_`) && /^\d+_url$/.test(name.slice(id.length + 1)),
  );
  return names.map((name) => input[name]).filter((value) => !isUnset(value));
}

/** A select with several choices holds a list. */
export function isMultiple({ component, max }: JsonObject): boolean {
  return component === "select" && Number(max ?? 1) > 1;
}

function defaultOf(component: JsonObject, store: (value: unknown) => unknown): unknown {
  const value = component.default;
  if (isUnset(value)) return undefined;
  return isMultiple(component) ? [value] : store(value);
}

/** Null for a number is stored as 0, null for opening hours as a working day (facts: task.md 14). */
function whenNull({ routeAs }: JsonObject, isNumber: boolean): unknown {
  if (isNumber) return 0;
  return routeAs === "OpenTime" ? "08:00" : routeAs === "CloseTime" ? "17:00" : undefined;
}

function unitOf(id: string, { useUnit, units }: JsonObject): FormField["unit"] {
  if (useUnit !== true || !Array.isArray(units) || units.length === 0) return undefined;
  const isKnown = (unit: unknown) => isUnset(unit) || units.includes(unit);
  return { id, fault: (unit) => (isKnown(unit) ? undefined : `The ${id} field must be one of: ${units.join(", ")}.`) };
}

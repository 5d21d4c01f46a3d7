import type { Call } from "../../behave/call.ts";
import { selected } from "../../behave/checks.ts";
import { type JsonObject, objectsIn } from "../../json.ts";
import { invalid, unknownChoice } from "../../refusal.ts";
import { componentsOf, isInitial, pagesOf } from "./flow-pages.ts";
import { typeOf } from "./form-field.ts";

/** Refuses a flow whose parts do not fit together (facts: flow.md 4 to 7, 28, 30). */
export function checkFlow(call: Call, flow: JsonObject): void {
  const pages = pagesOf(flow);
  const components = pages.flatMap(componentsOf);
  const configurations = objectsIn(flow.configurations);
  checkDistinct("page", "id", pages);
  checkDistinct("component", "id", components);
  checkDistinct("configuration", "id", configurations);
  checkDistinct("route role", "routeAs", components);
  components.forEach((component, index) => {
    checkRole(component);
    checkContinued(component, components.slice(0, index));
  });
  for (const page of pages) checkOwnPage(page);
  for (const { id, list } of configurations) {
    if (id === "dataSource") for (const source of objectsIn(list)) checkSource(call, source, components);
  }
}

function checkDistinct(what: string, property: string, parts: readonly JsonObject[]): void {
  const seen = new Set<unknown>();
  for (const { [property]: value } of parts) {
    if (value === undefined || value === null) continue;
    if (seen.has(value)) throw invalid(`The ${what} ${value} must not occur twice in a flow.`);
    seen.add(value);
  }
}

/** What kind of component can play which role in routing; a role that is not here is any component's. */
const roles: Readonly<Record<string, readonly string[]>> = {
  VisitName: ["string"],
  Address: ["address"],
  OpenTime: ["time"],
  CloseTime: ["time"],
  VisitDuration: ["numeric"],
  Coordinate: ["geolocation"],
  Tag: ["string", "select"],
  Constraint: ["numeric", "currency"],
};

function checkRole(component: JsonObject): void {
  if (typeof component.routeAs !== "string") return;
  const [role = ""] = component.routeAs.split(".");
  if (roles[role]?.includes(typeOf(component)) === false) {
    throw invalid(`The component ${component.id} can't be routed as ${component.routeAs}.`);
  }
}

/** A bill or a list can go on with one of an earlier page. */
function checkContinued({ id, component, value }: JsonObject, earlier: readonly JsonObject[]): void {
  if (typeof value !== "string" || (component !== "bill" && component !== "list")) return;
  if (!earlier.some((one) => one.component === component && value === `$${one.id}`)) {
    throw invalid(`The value of the component ${id} must be $ and the id of an earlier ${component}.`);
  }
}

/** A bill or a list fills a page of the mobile app. */
function checkOwnPage(page: JsonObject): void {
  const components = componentsOf(page);
  for (const { id, component } of components) {
    const isLarge = component === "bill" || component === "list";
    if (isLarge && (isInitial(page) || components.length > 1)) {
      throw invalid(`The component ${id} needs a page of its own after the initial page.`);
    }
  }
}

/** Kinds of components that a data source can fill in. */
const takesData = new Set<unknown>(["input", "list", "bill"]);

/** An existing data type fills in components that exist; choosing a value of exactly one of them sets it off. */
function checkSource(call: Call, { typeId, fields }: JsonObject, components: readonly JsonObject[]): void {
  selected(call, "dataTypes", typeId, "typeId");
  const mapped = objectsIn(fields);
  for (const { componentId } of mapped) {
    const component = components.find(({ id }) => id === componentId);
    if (component === undefined) throw unknownChoice("componentId");
    if (!takesData.has(component.component)) throw invalid(`The component ${componentId} can't take data.`);
  }
  if (mapped.filter(({ primaryKey }) => primaryKey === true).length !== 1) {
    throw invalid(`The data source ${typeId} must have exactly one primary key.`);
  }
}

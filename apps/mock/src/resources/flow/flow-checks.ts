import type { Call } from "../../behave/call.ts";
import { isObject, type JsonObject } from "../../json.ts";
import { invalid } from "../../refusal.ts";
import { componentsOf, isInitial, pagesOf } from "./flow-pages.ts";
import { typeOf } from "./form-field.ts";

/** Refuses a flow whose parts do not fit together (facts: flow.md 4 to 7, 28, 30). */
export function checkFlow(call: Call, flow: JsonObject): void {
  const pages = pagesOf(flow);
  const components = pages.flatMap(componentsOf);
  const configurations = Array.isArray(flow.configurations) ? flow.configurations.filter(isObject) : [];
  checkDistinct(
    "page",
    pages.map(({ id }) => id),
  );
  checkDistinct(
    "component",
    components.map(({ id }) => id),
  );
  checkDistinct(
    "configuration",
    configurations.map(({ id }) => id),
  );
  checkDistinct(
    "route role",
    components.map(({ routeAs }) => routeAs).filter((role) => role !== null),
  );
  components.forEach((component, index) => {
    checkRole(component);
    checkContinued(component, components.slice(0, index));
  });
  for (const page of pages) checkOwnPage(page);
  for (const { id, list } of configurations) {
    const sources = id === "dataSource" && Array.isArray(list) ? list.filter(isObject) : [];
    for (const source of sources) checkSource(call, source, components);
  }
}

function checkDistinct(what: string, values: readonly unknown[]): void {
  const seen = new Set<unknown>();
  for (const value of values) {
    if (value !== undefined && seen.has(value)) throw invalid(`The ${what} ${value} must not occur twice in a flow.`);
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
  const type = call.organization.collection("dataTypes").findBy("_id", typeId);
  if (type === undefined) throw invalid("The selected typeId is invalid.");
  const mapped = Array.isArray(fields) ? fields.filter(isObject) : [];
  for (const { componentId } of mapped) {
    const component = components.find(({ id }) => id === componentId);
    if (component === undefined) throw invalid("The selected componentId is invalid.");
    if (!takesData.has(component.component)) throw invalid(`The component ${componentId} can't take data.`);
  }
  if (mapped.filter(({ primaryKey }) => primaryKey === true).length !== 1) {
    throw invalid(`The data source ${typeId} must have exactly one primary key.`);
  }
}

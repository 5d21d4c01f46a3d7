import { type JsonObject, objectsIn } from "../../json.ts";

/** The pages of a flow, the initial one first. */
export function pagesOf(flow: JsonObject): readonly JsonObject[] {
  const pages = objectsIn(flow.pages);
  return [...pages.filter(isInitial), ...pages.filter((page) => !isInitial(page))];
}

/** Whether a page is the one that is filled in when a task is created. */
export const isInitial = ({ id }: JsonObject): boolean => id === "page0";

/** The components of a page, in order. */
export function componentsOf(page: JsonObject): readonly JsonObject[] {
  return objectsIn(page.components);
}

/** The pages as flows are stored: in order, with limits as numbers even where they were sent as text. */
export function tidyPages(flow: JsonObject): readonly JsonObject[] {
  return pagesOf(flow).map((page) => ({ ...page, components: componentsOf(page).map(tidyComponent) }));
}

function tidyComponent(component: JsonObject): JsonObject {
  const texts = ["min", "max"].filter((name) => typeof component[name] === "string");
  if (texts.length === 0) return component;
  return { ...component, ...Object.fromEntries(texts.map((name) => [name, Number(component[name])])) };
}

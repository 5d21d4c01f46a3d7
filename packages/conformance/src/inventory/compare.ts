// Compares the document with the inventory of the published API.
import { bodySchemas, type Found, operationsOf, propertyAt } from "./found.ts";
import { choices, isObject, type Json, type JsonObject, stated } from "./schema.ts";
import type { Difference, PublishedEvent, PublishedOperation, Said } from "./types.ts";

const facets = ["minimum", "maximum", "minLength", "maxLength", "maxItems"] as const;

type Say = (at: string, what: string) => void;

/** All differences, those of the operations in the order of the inventory first, then what only the document has. */
export function compare(
  document: JsonObject,
  operations: readonly PublishedOperation[],
  events: readonly PublishedEvent[],
): Difference[] {
  const found = operationsOf(document, "paths");
  const unpublished = found.filter((one) => !operations.some((published) => same(published, one)));
  return [
    ...operations.flatMap((published) => {
      const one = found.find((other) => same(published, other));
      return compareOperation(document, published, one);
    }),
    ...unpublished.map((one) => difference(String(one.object.operationId), "", "is not published")),
    ...compareEvents(document, events),
  ];
}

function compareOperation(document: JsonObject, published: PublishedOperation, found: Found | undefined): Difference[] {
  const { id, method, path } = published;
  if (found === undefined) return [difference(id, "", `${method} ${path} is missing`)];
  const differences: Difference[] = [];
  const say: Say = (at, what) => differences.push(difference(id, at, what));
  if (found.object.operationId !== id) say("operationId", `is \`${found.object.operationId}\``);
  compareParameters(document, published, found, say);
  compareBody(document, published, found, say);
  compareCodes(published, found, say);
  return differences;
}

function compareParameters(document: JsonObject, { path, query = {} }: PublishedOperation, found: Found, say: Say) {
  const named = (place: string) => found.parameters.filter((parameter) => parameter.in === place);
  for (const [, name = ""] of path.matchAll(/\{(\w+)\}/g)) {
    if (!named("path").some((parameter) => parameter.name === name)) say(`path.${name}`, "is missing");
  }
  for (const [name, said] of Object.entries(query)) {
    const parameter = named("query").find((one) => one.name === name);
    if (parameter === undefined) say(`query.${name}`, "is missing");
    else compareSaid(document, said, [parameter.schema ?? null], parameter.required === true, `query.${name}`, say);
  }
  for (const { name } of named("query")) {
    if (query[String(name)] === undefined) say(`query.${name}`, "is not published");
  }
}

function compareBody(document: JsonObject, { body = {} }: PublishedOperation, found: Found, say: Say) {
  for (const [way, said] of Object.entries(body)) {
    const { schemas, required } = propertyAt(document, bodySchemas(document, found.object), way);
    if (schemas.length === 0) say(`body.${way}`, "is missing");
    else compareSaid(document, said, schemas, required, `body.${way}`, say);
  }
}

/** More error codes than are published are no difference: the house rules say which an operation has. */
function compareCodes({ success, errors }: PublishedOperation, { object }: Found, say: Say) {
  const codes = Object.keys(isObject(object.responses) ? object.responses : {}).map(Number);
  for (const code of success) if (!codes.includes(code)) say(`success.${code}`, "is missing");
  for (const code of errors) if (!codes.includes(code)) say(`errors.${code}`, "is missing");
  for (const code of codes) if (code < 300 && !success.includes(code)) say(`success.${code}`, "is not published");
}

function compareSaid(
  document: JsonObject,
  said: Said,
  schemas: readonly Json[],
  required: boolean,
  at: string,
  say: Say,
): void {
  const all = (keyword: string) => schemas.flatMap((schema) => stated(document, schema, keyword));
  if (required !== (said.required === true)) say(`${at}.required`, required ? "is required" : "is optional");
  if (said.default !== undefined) check("default", said.default, all("default"));
  for (const facet of facets) if (said[facet] !== undefined) check(facet, said[facet], all(facet));
  const values = schemas.flatMap((schema) => choices(document, schema));
  if (said.enum !== undefined) checkSet("enum", said.enum, values);
  if (said.items !== undefined && !all("pattern").some((pattern) => takesList(String(pattern), said.items ?? []))) {
    checkSet(
      "items",
      said.items,
      all("items").flatMap((item) => choices(document, item)),
    );
  }

  function check(facet: string, wanted: Json, real: readonly Json[]): void {
    if (!real.includes(wanted))
      say(`${at}.${facet}`, `is ${JSON.stringify(real[0]) ?? "not given"}, not ${JSON.stringify(wanted)}`);
  }
  function checkSet(facet: string, wanted: readonly Json[], real: readonly Json[]): void {
    const [a, b] = [wanted, real].map((list) => JSON.stringify([...new Set(list)].sort()));
    if (a !== b) say(`${at}.${facet}`, `is ${b}, not ${a}`);
  }
}

/** Whether a pattern takes these values, alone and with commas between them, and nothing else. */
function takesList(pattern: string, values: readonly Json[]): boolean {
  const expression = new RegExp(pattern, "u");
  const allowed = [...values.map(String), values.join(",")];
  return allowed.every((text) => expression.test(text)) && !expression.test("another") && !expression.test("");
}

function compareEvents(document: JsonObject, events: readonly PublishedEvent[]): Difference[] {
  const found = operationsOf(document, "webhooks");
  const idOf = (one: Found) => String(one.object.operationId);
  return [
    ...events.flatMap(({ id, fields }) => {
      const event = found.find((one) => idOf(one) === id);
      if (event === undefined) return [difference(id, "", "is missing in webhooks")];
      const schemas = bodySchemas(document, event.object);
      return fields
        .filter((name) => propertyAt(document, schemas, name).schemas.length === 0)
        .map((name) => difference(id, `body.${name}`, "is missing"));
    }),
    ...found
      .filter((one) => !events.some(({ id }) => id === idOf(one)))
      .map((one) => difference(idOf(one), "", "is not published")),
  ];
}

function same(published: PublishedOperation, found: Found): boolean {
  return published.method === found.method && published.path === found.path;
}

function difference(id: string, at: string, what: string): Difference {
  return { id, at, what };
}

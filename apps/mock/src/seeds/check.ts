import { type Operation, operations } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { checkExchange } from "@mileapp/contract/exchange";
import { documentedBody } from "../behave/envelope.ts";
import { isObject, type JsonObject, objectsIn, withValueAt } from "../json.ts";
import { documentedSeed } from "../memory/documented-seed.ts";
import { keyOf, type Seed } from "../memory/store.ts";
import { shapeProblems } from "./choice.ts";
import { linkChecker, twice } from "./links.ts";

/** Problems told at once: more would only hide the first. */
const maxProblems = 5;

/**
 * What is wrong with records that somebody wrote, one sentence each: collections that the document does not have,
 * records that its schemas refuse, ids and other unique values that stand there twice, references that lead nowhere.
 */
export function checkSeed(value: unknown): string[] {
  const problems = shapeProblems(value);
  if (problems.length > 0 || !isObject(value)) return problems.slice(0, maxProblems);
  const lists = Object.entries(value).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const own = lists.map(([collection, records]) => [collection, objectsIn(records)]);
  const all: Seed = { ...documentedSeed(), ...Object.fromEntries(own) };
  for (const [collection, records] of lists) {
    problems.push(...checkRecords(collection, records, all));
    if (problems.length >= maxProblems) return problems.slice(0, maxProblems);
  }
  return problems;
}

/** Whether `checkSeed` finds nothing wrong. */
export function isSeed(value: unknown): value is Seed {
  return checkSeed(value).length === 0;
}

/** The operations whose answers show the records of a collection as they are stored. */
function showersOf(collection: string): Operation[] {
  const own = operations.filter(({ resource }) => resource.collection === collection);
  for (const verb of ["get", "list", "create"]) {
    const found = own.filter(({ resource }) => resource.verb === verb && resource.item !== undefined);
    if (found.length > 0) return found;
  }
  return own;
}

function checkRecords(collection: string, records: readonly unknown[], all: Seed): string[] {
  const problems: string[] = [];
  const showers = showersOf(collection);
  const checkLinks = linkChecker(collection, all);
  const keys = new Set<string>();
  for (const [index, record] of records.entries()) {
    const place = `${collection}[${index}]`;
    if (!isObject(record)) {
      problems.push(`${place}: must be an object.`);
      continue;
    }
    if ((record._id ?? record.id ?? record.email ?? "") === "") {
      problems.push(`${place}: must have an _id.`);
      continue;
    }
    const key = keyOf(record);
    const broken = keys.has(key) ? [twice("_id")] : checkRecord(record, showers);
    const messages = broken.length > 0 ? broken : checkLinks(record);
    keys.add(key);
    problems.push(...messages.map((message) => `${place} (${key}): ${message}.`));
    if (problems.length >= maxProblems) break;
  }
  return problems;
}

/** What is wrong with a record: nothing when it fits one of the answers that show such records. */
function checkRecord(record: JsonObject, showers: readonly Operation[]): string[] {
  const [problems = [], ...others] = showers.map((shower) => checkShown(record, shower));
  return others.some((other) => other.length === 0) ? [] : problems;
}

/** Puts the record into an answer that shows such records, and has that checked. */
function checkShown(record: JsonObject, operation: Operation): string[] {
  const { item, verb } = operation.resource;
  const [answer] = operation.answers;
  if (item === undefined || answer === undefined) return [];
  const body = withValueAt(documentedBody(operation, answer.status), item, verb === "list" ? [record] : record);
  const { path, query } = examplesOf(operation.id);
  const pathname = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(path[name])));
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const begin = `/response/body${item}${verb === "list" ? "/0" : ""}`;
  const violations = checkExchange({
    method: operation.method,
    url: `${pathname}?${search}`,
    status: answer.status,
    responseHeaders: { "content-type": answer.contentTypes[0] ?? "application/json" },
    responseBody: body,
  });
  const begun = begin.slice(1).replaceAll("/", ".");
  return violations
    .filter(({ pointer }) => pointer === begin || pointer.startsWith(`${begin}/`))
    .map(({ message }) => (message.startsWith(`${begun}.`) ? message.slice(begun.length + 1) : message));
}

import { type Operation, operations } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { checkExchange } from "@mileapp/contract/exchange";
import { documentedBody } from "../behave/envelope.ts";
import { isObject, type JsonObject, withValueAt } from "../json.ts";
import { keyOf, type Seed } from "../memory/store.ts";

/** Problems told at once: more would only hide the first. */
const maxProblems = 5;

/**
 * What is wrong with records that somebody wrote, one sentence each: collections that the document does not have,
 * records that its schemas refuse, ids that stand there twice.
 */
export function checkSeed(value: unknown): string[] {
  if (!isObject(value)) return ['A seed must be an object of records by collection, such as { "hubs": [] }.'];
  const problems: string[] = [];
  for (const [collection, records] of Object.entries(value)) {
    const showers = showersOf(collection);
    if (showers.length === 0) problems.push(`${collection}: there is no such collection. There are ${known()}.`);
    else if (!Array.isArray(records)) problems.push(`${collection}: must be a list of records.`);
    else problems.push(...checkRecords(collection, records, showers));
    if (problems.length >= maxProblems) return problems.slice(0, maxProblems);
  }
  return problems;
}

/** Whether `checkSeed` finds nothing wrong. */
export function isSeed(value: unknown): value is Seed {
  return checkSeed(value).length === 0;
}

function known(): string {
  return [...new Set(operations.map(({ resource }) => resource.collection))].sort().join(", ");
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

function checkRecords(collection: string, records: readonly unknown[], showers: readonly Operation[]): string[] {
  const problems: string[] = [];
  const keys = new Set<string>();
  for (const [index, record] of records.entries()) {
    const place = `${collection}[${index}]`;
    if (!isObject(record)) {
      problems.push(`${place}: must be an object.`);
      continue;
    }
    if (record._id === undefined && record.id === undefined && record.email === undefined) {
      problems.push(`${place}: must have an _id.`);
      continue;
    }
    const key = keyOf(record);
    if (keys.has(key)) problems.push(`${place} (${key}): the _id stands there twice.`);
    keys.add(key);
    problems.push(...checkRecord(record, showers).map((message) => `${place} (${key}): ${message}.`));
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

import { type Operation, operationRule, type Report } from "./operations.ts";
import type { Place } from "./place.ts";
import { collectionOf, recordsByCollection } from "./records.ts";
import { property } from "./schema.ts";
import { list, misfits, type Shape } from "./shape.ts";

const roles = new Set<unknown>(["sortBy", "sortOrder", "fields", "timeBy", "timeFrom", "timeTo", "search"]);
const role = { is: (value: unknown) => roles.has(value), what: `one of ${[...roles].join(", ")}` };
const names = {
  is: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string"),
  what: "the properties that are searched",
};
const plain: Shape = { role };
const search: Shape = { role, in: names };

/**
 * `x-query` says what a query parameter of a list does, where that is not to choose the records with the same value in the
 * property of the same name.
 */
export const xQuery = operationRule((operations, report) => {
  const records = recordsByCollection(operations);
  for (const operation of operations) {
    const taken = new Set<string>();
    for (const parameter of operation.parameters) {
      const extension = parameter.place.get("x-query");
      if (!extension) continue;
      const name = `x-query of \`${parameter.name}\``;
      if (parameter.in !== "query") report(operation, `${name} is only for query parameters.`, extension.location);
      const own = extension.get("role")?.text ?? "";
      const problems = misfits(name, extension, own === "search" ? search : plain);
      for (const [message, at] of problems) report(operation, message, at);
      if (own !== "search" && taken.has(own)) {
        report(operation, `${name}: another parameter has the role \`${own}\` already.`, extension.location);
      }
      taken.add(own);
      if (problems.length === 0) checkSearched(operation, name, extension, records, report);
    }
  }
});

function checkSearched(
  operation: Operation,
  name: string,
  extension: Place,
  records: ReadonlyMap<string, Place[]>,
  report: Report,
): void {
  const known = records.get(collectionOf(operation)) ?? [];
  const unknown = (extension.get("in")?.items() ?? []).filter(
    ({ text }) => !known.some((record) => property(record, text).length > 0),
  );
  if (unknown.length === 0) return;
  const message = `${name} names ${list(unknown.map(({ text }) => text))}, which no record in \`${collectionOf(operation)}\` has.`;
  report(operation, message, extension.location);
}

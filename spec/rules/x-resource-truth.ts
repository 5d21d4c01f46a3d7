import { jsonSchemas } from "./content.ts";
import { type Operation, operationRule, type Report } from "./operations.ts";
import type { Place } from "./place.ts";
import { collectionOf, recordsByCollection, successSchemas, verbOf } from "./records.ts";
import { find, kindOf, property } from "./schema.ts";

/** What x-resource says must be so: its key and its pointers lead to what the verb promises. */
export const xResourceTruth = operationRule((operations, report) => {
  const records = recordsByCollection(operations);
  for (const operation of operations) {
    const extension = operation.place.get("x-resource");
    if (!extension) continue; // reported by x-resource, as is every wrong form
    const verb = verbOf(operation);
    const many = verb === "list" || verb.startsWith("bulk-");
    checkKey(operation, extension, records.get(collectionOf(operation)) ?? [], report);
    checkPointer(operation, extension.get("item"), {
      name: "item",
      kinds: verb === "action" ? ["array", "object"] : [many ? "array" : "object"],
      schemas: successSchemas(operation),
      body: "a JSON success answer",
      report,
    });
    checkPointer(operation, extension.get("rows"), {
      name: "rows",
      kinds: ["array"],
      schemas: jsonSchemas(operation.place.get("requestBody")),
      body: "a JSON request body",
      report,
    });
  }
});

function checkKey(operation: Operation, extension: Place, records: Place[], report: Report): void {
  const parameter = extension.get("key")?.get("parameter");
  if (parameter && !operation.parameters.some(({ in: where, name }) => where === "path" && name === parameter.text)) {
    const message = `x-resource.key.parameter \`${parameter.text}\` is no path parameter of ${operation.path}.`;
    report(operation, message, parameter.location);
  }
  const stored = extension.get("key")?.get("property");
  // Only where the document shows the records at all: a collection may have nothing but actions.
  if (stored && records.length > 0 && !records.some((record) => property(record, stored.text).length > 0)) {
    const message = `x-resource.key.property \`${stored.text}\` is no property of a record in \`${collectionOf(operation)}\`.`;
    report(operation, message, stored.location);
  }
}

interface Aim {
  name: string;
  kinds: string[];
  schemas: Place[];
  body: string;
  report: Report;
}

function checkPointer(operation: Operation, pointer: Place | undefined, aim: Aim): void {
  if (typeof pointer?.value !== "string") return;
  const say = (message: string) =>
    aim.report(operation, `x-resource.${aim.name} \`${pointer.text}\` ${message}`, pointer.location);
  if (aim.schemas.length === 0) say(`needs ${aim.body}; there is none.`);
  for (const schema of aim.schemas) {
    const found = find(schema, pointer.text);
    const kind = kindOf(...found);
    if (found.length === 0) say(`leads nowhere. It must lead to an ${aim.kinds.join(" or ")} in ${aim.body}.`);
    else if (!kind || !aim.kinds.includes(kind)) say(`must lead to an ${aim.kinds.join(" or ")} in ${aim.body}.`);
  }
}

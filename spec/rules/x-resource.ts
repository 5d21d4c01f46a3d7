import { type Operation, operationRule, type Report } from "./operations.ts";
import type { Place } from "./place.ts";
import { camelCase, list, matches, misfits, type Shape } from "./shape.ts";

/** Each verb with the methods that it fits. */
const verbs = new Map([
  ["list", ["get"]],
  ["create", ["post"]],
  ["get", ["get"]],
  ["replace", ["put", "post"]],
  ["update", ["patch"]],
  ["delete", ["delete"]],
  ["bulk-create", ["post"]],
  ["bulk-replace", ["put"]],
  ["bulk-update", ["patch"]],
  ["bulk-upsert", ["post"]],
  ["bulk-delete", ["delete"]],
  ["bulk-action", ["post", "put", "patch"]],
  ["action", ["get", "post", "put", "patch", "delete"]],
]);
const needKey = new Set(["get", "replace", "update", "delete"]);
const needItem = new Set(["get", "list"]);

const isPointer = matches(/^(?:\/(?:[^~/]|~[01])*)*$/);
const shape: Shape = {
  collection: { is: matches(camelCase), what: "the kind of record in camelCase plural, such as `tasks`" },
  verb: { is: (value) => typeof value === "string" && verbs.has(value), what: `one of ${list(verbs.keys())}` },
  key: { is: () => true, what: "the path parameter with the id", optional: true },
  item: { is: isPointer, what: "a JSON pointer into the success answer, such as `/data`", optional: true },
  rows: { is: isPointer, what: "a JSON pointer into the request body, such as `/tasks`", optional: true },
};
const keyShape: Shape = {
  parameter: { is: matches(/./), what: "the name of a path parameter" },
  property: { is: matches(/./), what: "the name of the stored property that it matches" },
};

/** Every operation says which records it touches and how. The document's README tells what each key means. */
export const xResource = operationRule((operations, report) => {
  for (const operation of operations) {
    const extension = operation.place.get("x-resource");
    if (!extension) {
      report(operation, "x-resource is missing. Say which records it touches: `collection` and `verb` at least.");
      continue;
    }
    const key = extension.get("key");
    const problems = [
      ...misfits("x-resource", extension, shape),
      ...(key ? misfits("x-resource.key", key, keyShape) : []),
    ];
    for (const [message, at] of problems) report(operation, message, at);
    if (problems.length === 0) checkVerb(operation, extension, report);
  }
});

function checkVerb(operation: Operation, extension: Place, report: Report): void {
  const verb = extension.get("verb")?.text ?? "";
  const bulk = verb.startsWith("bulk-");
  const methods = verbs.get(verb) ?? [];
  const at = extension.get("verb")?.location;
  if (!methods.includes(operation.method)) {
    const fitting = methods.map((method) => method.toUpperCase()).join(" or ");
    report(operation, `x-resource.verb \`${verb}\` does not fit the method; it needs ${fitting}.`, at);
  }
  const needs = { key: needKey.has(verb), item: needItem.has(verb), rows: bulk };
  for (const [key, needed] of Object.entries(needs)) {
    if (needed && !extension.get(key)) report(operation, `x-resource lacks \`${key}\`; \`${verb}\` needs it.`, at);
  }
  const rows = extension.get("rows");
  if (rows && !bulk) report(operation, `x-resource.rows is for bulk verbs only, not for \`${verb}\`.`, rows.location);
}

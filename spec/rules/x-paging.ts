import { type Operation, operationRule, type Report } from "./operations.ts";
import type { Place } from "./place.ts";
import { stated } from "./schema.ts";
import { list, matches, misfits, type Shape } from "./shape.ts";

const name = { is: matches(/./), what: "the name of a query parameter" };
const size = { is: (value: unknown) => Number.isInteger(value) && Number(value) > 0, what: "a page size, 1 or more" };
const style = { is: () => true, what: "how the list is paged" };
const byPage: Shape = { style, page: name, limit: name, default: size, max: { ...size, optional: true } };
const shapes = new Map<string, Shape>([
  ["page", byPage],
  ["cursor", { ...byPage, cursor: name, switch: name }],
  ["none", { style }],
]);
const parameterKeys = ["page", "limit", "cursor", "switch"];

/** Every list says how it is paged, nothing else does, and the parameters and sizes it names are really there. */
export const xPaging = operationRule((operations, report) => {
  for (const operation of operations) {
    const extension = operation.place.get("x-paging");
    const isList = operation.place.get("x-resource")?.get("verb")?.value === "list";
    if (!extension) {
      if (isList) report(operation, "x-paging is missing. A list says how it is paged; `style: none` if it is not.");
      continue;
    }
    if (!isList) report(operation, "x-paging is only for the verb `list` in x-resource.", extension.location);
    const shape = shapes.get(extension.get("style")?.text ?? "");
    if (!shape) {
      report(operation, `x-paging.style must be one of ${list(shapes.keys())}.`, extension.location);
      continue;
    }
    const problems = misfits("x-paging", extension, shape);
    for (const [message, at] of problems) report(operation, message, at);
    if (problems.length === 0) checkParameters(operation, extension, report);
  }
});

function checkParameters(operation: Operation, extension: Place, report: Report): void {
  for (const key of parameterKeys) {
    const wanted = extension.get(key);
    if (wanted && !queryParameter(operation, wanted.text)) {
      report(operation, `x-paging.${key} \`${wanted.text}\` is no query parameter of the operation.`, wanted.location);
    }
  }
  const limit = extension.get("limit");
  const schema = limit && queryParameter(operation, limit.text)?.get("schema");
  if (!limit || !schema) return;
  for (const [key, keyword] of [
    ["default", "default"],
    ["max", "maximum"],
  ] as const) {
    const said = extension.get(key)?.value;
    const [real] = stated(schema, keyword);
    if (said !== real) {
      const message = `x-paging.${key} is ${said ?? "not given"}, but \`${limit.text}\` has ${keyword} ${real ?? "none"}.`;
      report(operation, message, extension.get(key)?.location ?? extension.location);
    }
  }
}

function queryParameter(operation: Operation, name: string): Place | undefined {
  return operation.parameters.find((parameter) => parameter.in === "query" && parameter.name === name)?.place;
}

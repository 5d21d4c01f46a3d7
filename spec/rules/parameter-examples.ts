import { operationRule } from "./operations.ts";

/** Every required parameter has an `example`: samples, the try-it form and the checks build their requests from it. */
export const parameterExamples = operationRule((operations, report) => {
  const seen = new Set<string>();
  for (const operation of operations) {
    for (const { name, place } of operation.parameters) {
      const id = place.location.absolutePointer;
      if (place.get("required")?.value !== true || place.get("example") || seen.has(id)) continue;
      seen.add(id);
      report(operation, `the required parameter \`${name}\` has no \`example\`. Give it one.`, place.location.key());
    }
  }
});

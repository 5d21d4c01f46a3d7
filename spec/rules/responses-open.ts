import { jsonSchemas } from "./content.ts";
import { operationRule } from "./operations.ts";
import type { Place } from "./place.ts";
import { alternatives, children, parts } from "./schema.ts";

/** Success answers are open: a client must survive a property that the API adds later. */
export const responsesOpen = operationRule((operations, report) => {
  const seen = new Set<string>();
  for (const operation of operations) {
    for (const [code, response] of operation.successes) {
      for (const closing of jsonSchemas(response).flatMap((schema) => closings(schema, seen))) {
        report(
          operation,
          `answer ${code} forbids unknown properties. Answers are open: take this away.`,
          closing.location,
        );
      }
    }
  }
});

/** Every keyword that closes an object somewhere in the schema. Each is found once per document. */
function closings(schema: Place, seen: Set<string>): Place[] {
  if (!isNew(schema, seen)) return [];
  const own = parts(schema).flatMap((part) =>
    ["additionalProperties", "unevaluatedProperties"].flatMap((keyword) => part.get(keyword) ?? []),
  );
  const inner = [...alternatives(schema), ...children(schema).map(([, child]) => child)];
  return [
    ...own.filter((place) => place.value === false && isNew(place, seen)),
    ...inner.flatMap((child) => closings(child, seen)),
  ];
}

function isNew({ location }: Place, seen: Set<string>): boolean {
  if (seen.has(location.absolutePointer)) return false;
  seen.add(location.absolutePointer);
  return true;
}

import { isJson, isMultipart, mediaTypes } from "./content.ts";
import { operationRule } from "./operations.ts";
import type { Place } from "./place.ts";
import { alternatives, children, kindOf, parts } from "./schema.ts";

/**
 * Every object of a request body says whether it takes properties that it does not list: a typo in a request must not
 * pass in silence. Answering that with `true` or a schema is an open decision and fine; saying nothing is not.
 */
export const requestsClosed = operationRule((operations, report) => {
  const seen = new Set<string>();
  for (const operation of operations) {
    for (const [type, media] of mediaTypes(operation.place.get("requestBody"))) {
      const schema = media.get("schema");
      if (!schema || !(isJson(type) || isMultipart(type))) continue;
      for (const [way, place] of undecided(schema, "", false, seen)) {
        const where = way === "" ? "the request body" : `\`${way.replace(/^\./, "")}\` in the request body`;
        const message = `${where} does not say whether it takes unknown properties. Add \`additionalProperties: false\`,`;
        report(operation, `${message} or \`true\` where organizations define their own.`, place.location);
      }
    }
  }
});

/** The objects that say nothing; `decided` when the schema around a branch has spoken for it. */
function* undecided(
  schema: Place,
  way: string,
  decided: boolean,
  seen: Set<string>,
): Generator<[way: string, schema: Place]> {
  const id = `${schema.location.absolutePointer} ${decided}`;
  if (seen.has(id)) return;
  seen.add(id);
  const settled = decided || speaks(schema);
  const branches = alternatives(schema);
  const own = parts(schema).some((part) => part.get("type") || part.get("properties"));
  if (!settled && own && kindOf(schema) === "object" && !branches.some((branch) => kindOf(branch) === "object")) {
    yield [way, schema];
  }
  for (const branch of branches) yield* undecided(branch, way, settled, seen);
  for (const [step, child] of children(schema)) yield* undecided(child, way + step, false, seen);
}

function speaks(schema: Place): boolean {
  return parts(schema).some((part) => part.get("additionalProperties") || part.get("unevaluatedProperties"));
}

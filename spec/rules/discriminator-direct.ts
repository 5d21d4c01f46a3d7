import type { Oas3Rule } from "@redocly/openapi-core";
import { isRecord } from "./place.ts";

/**
 * Every branch of a discriminated union states the discriminator itself, with its value, and requires it: validators
 * look for it there and nowhere deeper. A branch that is a union of its own may leave it to what it shares.
 */
export const discriminatorDirect: Oas3Rule = () => ({
  Schema(schema, { report, location, resolve }) {
    const name = schema.discriminator?.propertyName;
    if (name === undefined) return;
    for (const keyword of ["oneOf", "anyOf"] as const) {
      for (const [index, written] of (schema[keyword] ?? []).entries()) {
        const { node } = resolve(written);
        if (!isRecord(node) || "discriminator" in node || states(node, name)) continue;
        report({
          message: `The branch does not state \`${name}\` itself. Give it to its own \`properties\`, with \`const\` or \`enum\`, and to its \`required\`.`,
          location: location.child([keyword, index]),
        });
      }
    }
  },
});

function states(branch: Record<string, unknown>, name: string): boolean {
  const property = isRecord(branch.properties) ? branch.properties[name] : undefined;
  const required = Array.isArray(branch.required) && branch.required.includes(name);
  return required && isRecord(property) && ("const" in property || "enum" in property);
}

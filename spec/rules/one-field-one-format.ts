import type { Oas3Rule } from "@redocly/openapi-core";
import { isRecord } from "./place.ts";

const namesATime = /(?:Time|At|_at)$|^date(?:From|To)?$/;

/**
 * A text that holds a time refers to a type in common/schemas/, so that each notation is described once. Numbers and
 * unions are left alone: there the name alone does not say what the value is.
 */
export const oneFieldOneFormat: Oas3Rule = () => ({
  SchemaProperties(properties, { report, location }) {
    for (const [name, schema] of Object.entries(properties)) {
      if (!namesATime.test(name) || !isRecord(schema) || "$ref" in schema) continue;
      const types = [schema.type].flat().filter((type) => type !== "null");
      if (types.length !== 1 || types[0] !== "string") continue;
      report({
        message: `Property \`${name}\` holds a time. Refer to the type of its notation in common/schemas/ (DatetimeOffset, Time, …).`,
        location: location.child(name).key(),
      });
    }
  },
});

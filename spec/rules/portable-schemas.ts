import type { Oas3Rule } from "@redocly/openapi-core";

const lookaround = /\(\?<?[=!]/;

/** Schemas do without what some of the tools that read the document can't carry out: tuples and lookarounds. */
export const portableSchemas: Oas3Rule = () => ({
  Schema(schema, { report, location }) {
    if ("prefixItems" in schema) {
      const message = "No tuples (`prefixItems`): use `items` with `minItems` and `maxItems`, or an object.";
      report({ message, location: location.child("prefixItems").key() });
    }
    if (typeof schema.pattern === "string" && lookaround.test(schema.pattern)) {
      const message = "No lookaheads or lookbehinds in `pattern`: say it with `not`, or in the description.";
      report({ message, location: location.child("pattern") });
    }
  },
});

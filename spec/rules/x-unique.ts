import { operationRule } from "./operations.ts";
import { extensionsOf, requestProperties } from "./request-properties.ts";

/** `x-unique: true` marks a property of a request whose value no two records of the collection may share. */
export const xUnique = operationRule((operations, report) => {
  for (const property of requestProperties(operations)) {
    for (const extension of extensionsOf(property, "x-unique")) {
      if (extension.value === true) continue;
      const message = `x-unique of \`${property.way}\` must be \`true\`. Leave it out where values may repeat.`;
      report(property.operation, message, extension.location);
    }
  }
});

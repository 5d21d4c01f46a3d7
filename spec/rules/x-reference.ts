import { operationRule } from "./operations.ts";
import { collectionOf, recordsByCollection } from "./records.ts";
import { extensionsOf, requestProperties } from "./request-properties.ts";
import { property as propertyOf } from "./schema.ts";
import { camelCase, matches, misfits, type Shape } from "./shape.ts";

const shape: Shape = {
  collection: { is: matches(camelCase), what: "the kind of record that it names, such as `hubs`" },
  match: { is: matches(/./), what: "the property of that record which holds the same value, such as `_id`" },
};

/**
 * `x-reference` marks a property of a request whose value (each of them, if it is an array) must name an existing record,
 * and says of which collection and by which of its properties.
 */
export const xReference = operationRule((operations, report) => {
  const records = recordsByCollection(operations);
  const collections = new Set(operations.map(collectionOf));
  for (const requestProperty of requestProperties(operations)) {
    const { operation, way } = requestProperty;
    for (const extension of extensionsOf(requestProperty, "x-reference")) {
      const problems = misfits(`x-reference of \`${way}\``, extension, shape);
      for (const [message, at] of problems) report(operation, message, at);
      const collection = extension.get("collection")?.text ?? "";
      const match = extension.get("match")?.text ?? "";
      if (problems.length > 0) continue;
      if (!collections.has(collection)) {
        const message = `x-reference of \`${way}\` names the collection \`${collection}\`, which no operation has.`;
        report(operation, message, extension.location);
        continue;
      }
      const known = records.get(collection) ?? [];
      if (known.length > 0 && !known.some((record) => propertyOf(record, match).length > 0)) {
        const message = `x-reference of \`${way}\` names \`${match}\`, which is no property of a record in \`${collection}\`.`;
        report(operation, message, extension.location);
      }
    }
  }
});

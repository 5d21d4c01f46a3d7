import { documentRule, operationsOf } from "./operations.ts";
import { list } from "./shape.ts";

/** What an operation id may begin with. `bulk…` stands for the verb done to many records in one request. */
const verbs = [
  ...["list", "get", "create", "replace", "update", "delete"],
  ...["bulkCreate", "bulkReplace", "bulkUpdate", "bulkUpsert", "bulkDelete", "bulkAssign", "bulkMove", "bulkRetry"],
  ...["assign", "check", "dispatch", "export", "generate", "import", "move", "reorder", "reset", "restore", "retry"],
  ...["unlock", "upload", "view"],
];
const verbAndNoun = new RegExp(`^(?:${verbs.join("|")})[A-Z]`);

/**
 * Operation ids become function names, anchors and file names: camelCase, a known verb first, and unique even where
 * upper and lower case are the same. Webhooks share the names, but not the verbs.
 */
export const operationId = documentRule((document, report) => {
  const operations = operationsOf(document.get("paths"));
  const taken = new Map<string, string>();
  for (const operation of [...operations, ...operationsOf(document.get("webhooks"))]) {
    const place = operation.place.get("operationId");
    if (!place) continue; // reported by operation-operationId
    const say = (message: string) => report(`\`${operation.name}\`: ${message}`, place.location);
    if (!/^[a-z][a-zA-Z0-9]*$/.test(place.text)) {
      say("operationId must be in camelCase, letters and digits only.");
    } else if (operations.includes(operation) && !verbAndNoun.test(place.text)) {
      say(`operationId must be a verb and a noun, such as \`listHubs\`. The verbs are ${list(verbs)}.`);
    }
    const other = taken.get(place.text.toLowerCase());
    if (other) say(`operationId is also that of ${other}, apart from upper and lower case. Choose another.`);
    taken.set(place.text.toLowerCase(), `${operation.method.toUpperCase()} ${operation.path}`);
  }
});

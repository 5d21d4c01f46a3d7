// Writes src/generated/ from the bundled document.
import { mkdirSync, writeFileSync } from "node:fs";
import { readDocument } from "./document.ts";
import { examplesModule, examplesTypes } from "./examples.ts";
import { readBasePath, readOperations } from "./operations.ts";
import { patternsModule, patternsTypes } from "./patterns.ts";
import { recordsModule, recordsTypes } from "./records.ts";
import { requestsModule, requestsTypes } from "./requests.ts";
import { responsesModule, responsesTypes } from "./responses.ts";
import { operationsModule, operationsTypes } from "./table.ts";

const target = new URL("../src/generated/", import.meta.url);
const document = readDocument();
const sources = readOperations(document);
const operations = sources.map(({ operation }) => operation);
const files = {
  "operations.js": operationsModule(readBasePath(document), operations),
  "operations.d.ts": operationsTypes(operations),
  "requests.js": requestsModule(document, sources),
  "requests.d.ts": requestsTypes,
  "responses.js": responsesModule(document, sources),
  "responses.d.ts": responsesTypes,
  "examples.js": examplesModule(document, sources),
  "examples.d.ts": examplesTypes,
  "patterns.js": patternsModule(document),
  "patterns.d.ts": patternsTypes,
  "records.js": recordsModule(document, sources),
  "records.d.ts": recordsTypes,
};

mkdirSync(target, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, target), text);
console.log(`${sources.length} operations written to src/generated/`);

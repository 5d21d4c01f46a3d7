import { isJson, isMultipart, mediaTypes } from "./content.ts";
import { documentRule, keyOf, operationsOf } from "./operations.ts";
import { isRecord, type Place } from "./place.ts";

type Say = (message: string, at: Place) => void;

/**
 * Every JSON or multipart request body and every JSON success answer, of paths and webhooks, has named examples with
 * a summary and a value: the docs show them, the mock answers with them. Binary bodies need none.
 */
export const namedExamples = documentRule((document, report) => {
  for (const operation of [...operationsOf(document.get("paths")), ...operationsOf(document.get("webhooks"))]) {
    const say: Say = (message, at) => report(`\`${operation.name}\`: ${message}`, keyOf(at.location));
    for (const [type, media] of mediaTypes(operation.place.get("requestBody"))) {
      checkMedia(`the request body (${type})`, media, isJson(type) || isMultipart(type), say);
    }
    for (const [code, response] of operation.successes) {
      for (const [type, media] of mediaTypes(response))
        checkMedia(`answer ${code} (${type})`, media, isJson(type), say);
    }
    for (const [code, response] of operation.failures) {
      for (const [type, media] of mediaTypes(response)) checkMedia(`answer ${code} (${type})`, media, false, say);
    }
  }
});

function checkMedia(what: string, media: Place, mandatory: boolean, say: Say): void {
  const single = isRecord(media.value) && "example" in media.value;
  if (single) say(`${what} has \`example\`. Give it a name and a summary under \`examples\` instead.`, media);
  const examples = media.get("examples")?.fields() ?? [];
  if (mandatory && !single && examples.length === 0)
    say(`${what} has no entry in \`examples\`. Add at least one.`, media);
  for (const [name, example] of examples) {
    if (!isRecord(example.value)) continue; // a reference to nowhere, reported by no-unresolved-refs
    if (!example.get("summary")?.text.trim()) say(`example \`${name}\` of ${what} has no summary.`, example);
    if (!("value" in example.value)) say(`example \`${name}\` of ${what} has no value.`, example);
  }
}

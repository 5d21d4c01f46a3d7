import { operationRule } from "./operations.ts";

const shortest = 30; // characters; less than that is no sentence worth reading

/** A description is one or more full sentences that say what the summary does not. */
export const operationDescriptionStyle = operationRule((operations, report) => {
  for (const operation of operations) {
    const place = operation.place.get("description");
    if (!place) continue; // reported by operation-description
    const text = place.text.trim();
    const summary = operation.place.get("summary")?.text ?? "";
    if (summary !== "" && letters(text) === letters(summary)) {
      report(operation, "the description only repeats the summary. Say what the summary does not.", place.location);
    } else if (text.length < shortest) {
      report(operation, `the description has fewer than ${shortest} characters. Use full sentences.`, place.location);
    }
    if (!text.endsWith(".")) report(operation, "the description must end with a full stop.", place.location);
  }
});

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

import { operationRule } from "./operations.ts";

/** A summary is a heading: two to six words, capital first, no full stop, and no other operation has it. */
export const operationSummaryStyle = operationRule((operations, report) => {
  const taken = new Map<string, string>();
  for (const operation of operations) {
    const place = operation.place.get("summary");
    if (!place) continue; // reported by operation-summary
    const say = (message: string) => report(operation, message, place.location);
    const words = place.text.trim().split(/\s+/).length;
    if (words < 2 || words > 6) say(`the summary has ${words === 1 ? "one word" : `${words} words`}; use two to six.`);
    if (!/^\p{Lu}/u.test(place.text)) say("the summary must start with a capital letter.");
    if (/\.\s*$/.test(place.text)) say("the summary ends with a full stop; leave it out.");
    const other = taken.get(place.text.toLowerCase());
    if (other) say(`the summary is also that of \`${other}\`. Say what is different here.`);
    taken.set(place.text.toLowerCase(), operation.name);
  }
});

import { documentRule, keyOf } from "./operations.ts";
import { list } from "./shape.ts";

/** Every tag stands in exactly one group of x-tagGroups, and every tag in a group exists: the menu shows nothing else. */
export const tagGroups = documentRule((document, report) => {
  const tags = document.get("tags")?.items() ?? [];
  const names = new Set(tags.map((tag) => tag.get("name")?.text ?? ""));
  const groupsOf = new Map<string, string[]>();
  for (const group of document.get("x-tagGroups")?.items() ?? []) {
    const called = group.get("name")?.text ?? "";
    for (const tag of group.get("tags")?.items() ?? []) {
      if (!names.has(tag.text)) {
        report(
          `Group \`${called}\` of x-tagGroups names \`${tag.text}\`, which is no tag of the document.`,
          tag.origin,
        );
      }
      groupsOf.set(tag.text, [...(groupsOf.get(tag.text) ?? []), called]);
    }
  }
  for (const tag of tags) {
    const name = tag.get("name")?.text ?? "";
    const groups = groupsOf.get(name) ?? [];
    if (groups.length === 1) continue;
    const stands = groups.length === 0 ? "is in no group" : `is in several groups (${list(groups)})`;
    report(`Tag \`${name}\` ${stands} of x-tagGroups. Name it in exactly one.`, keyOf(tag.location));
  }
});

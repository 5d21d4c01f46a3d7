import { documentRule, keyOf, operationsOf } from "./operations.ts";
import type { Place } from "./place.ts";
import { camelCase, matches, misfits, pascalCase, type Shape } from "./shape.ts";

const noun = (example: string) => ({ is: matches(pascalCase), what: `a noun in PascalCase, such as \`${example}\`` });
const shape: Shape = {
  name: { is: matches(camelCase), what: "the group's name in the SDK in camelCase, such as `tasks`" },
  singular: noun("Task"),
  plural: noun("Tasks"),
};

/**
 * Every tag says what its group is called in the SDK; no two groups share a name. A tag that webhooks alone have is no
 * group: the SDK calls none of them.
 */
export const xGroup = documentRule((document, report) => {
  const taken = new Map<string, string>();
  const ofOperations = tagsIn(document.get("paths"));
  const ofWebhooks = tagsIn(document.get("webhooks"));
  for (const tag of document.get("tags")?.items() ?? []) {
    const name = tag.get("name")?.text ?? "";
    const group = tag.get("x-group");
    if (ofWebhooks.has(name) && !ofOperations.has(name)) {
      if (group) report(`Tag \`${name}\` has only webhooks, so it is no group. Take x-group away.`, group.location);
      continue;
    }
    if (!group) {
      report(
        `Tag \`${name}\` lacks x-group. Give its name in the SDK: name, singular and plural.`,
        keyOf(tag.location),
      );
      continue;
    }
    for (const [message, at] of misfits("x-group", group, shape)) report(`Tag \`${name}\`: ${message}`, at);
    const called = group.get("name")?.text ?? "";
    const other = taken.get(called);
    if (other) report(`Tag \`${name}\`: x-group.name \`${called}\` is also that of tag \`${other}\`.`, group.location);
    taken.set(called, name);
  }
});

function tagsIn(paths: Place | undefined): Set<string> {
  const tags = operationsOf(paths).flatMap((operation) => operation.place.get("tags")?.items() ?? []);
  return new Set(tags.map((tag) => tag.text));
}

/**
 * The name of a method within its group: the operation id without the group's noun. `createTask` → `create`,
 * `listTaskGallery` → `listGallery`, `reorderVisits` in a group without visits → `reorderVisits`.
 */
export function methodName(operationId: string, nouns: { singular: string; plural: string }): string {
  const [before = "", after] = operationId.split(new RegExp(`(?:${nouns.plural}|${nouns.singular})(?![a-z0-9])(.*)`));
  return after === undefined ? operationId : before + after;
}

/** `listHubs` → `ListHubs`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

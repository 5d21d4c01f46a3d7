import type { Document } from "./document.ts";
import { bareObject, head } from "./source.ts";

/** The module that tells of each pattern of the document some texts that have it: people read them more easily. */
export function patternsModule(document: Document): string {
  const found = new Map<string, readonly string[]>();
  collect(document, found);
  return [
    head,
    `export const likes = ${bareObject([...found].map(([pattern, texts]) => [pattern, JSON.stringify(texts)]))};`,
    "",
  ].join("\n");
}

/** What TypeScript sees of it. */
export const patternsTypes = `${head}
/** Texts by the pattern that they have. */
export const likes: Readonly<Record<string, readonly string[] | undefined>>;
`;

function collect(value: unknown, found: Map<string, readonly string[]>): void {
  if (typeof value !== "object" || value === null) return;
  if ("pattern" in value && typeof value.pattern === "string" && "examples" in value && Array.isArray(value.examples)) {
    const texts = value.examples.filter((example) => typeof example === "string");
    if (texts.length > 0 && !found.has(value.pattern)) found.set(value.pattern, texts);
  }
  for (const inner of Object.values(value)) collect(inner, found);
}

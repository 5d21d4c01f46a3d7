import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { folder } from "@mileapp/spec/redocly";

/** A block of code in a guide. */
export interface Block {
  /** The guide's name, such as `recipes`. */
  guide: string;
  /** The heading above it. */
  heading: string;
  /** What the guide calls its language: `ts`, `sh`, `json`. */
  language: string;
  code: string;
}

/** Every block of code in the guides, in their order. */
export function blocksOfGuides(): Block[] {
  return globSync("guides/*.md", { cwd: folder })
    .sort()
    .flatMap((path) => blocksOf(basename(path, ".md"), readFileSync(join(folder, path), "utf8")));
}

function blocksOf(guide: string, text: string): Block[] {
  let heading = "";
  return [...text.matchAll(/^#+ ([^\n]+)$|^```(\w+)\n(.*?)^```$/gms)].flatMap(([, title, language, code]) => {
    heading = title ?? heading;
    return language === undefined || code === undefined ? [] : [{ guide, heading, language, code }];
  });
}

import { readFileSync } from "node:fs";
import type { Oas3Decorator } from "@redocly/openapi-core";

/**
 * Joins the guides to the description of the document, in the order of `files`: a `$ref` can fetch only one file.
 * It runs when the document is bundled; the linter sees the description that openapi.yaml names.
 */
export const joinGuides: Oas3Decorator = (options: { files?: string[] }) => ({
  Info: {
    leave(info) {
      const guides = (options.files ?? []).map((name) =>
        readFileSync(new URL(`../guides/${name}.md`, import.meta.url), "utf8").trim(),
      );
      info.description = `${guides.join("\n\n")}\n`;
    },
  },
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "@mileapp/spec/redocly";
import type { JsonObject } from "./schema.ts";
import type { Declared, PublishedEvent, PublishedOperation } from "./types.ts";

// Boundary: the files of the inventory have the forms that types.ts gives them.

/** What the published API has, one operation or event a line. */
export function readInventory(): { operations: PublishedOperation[]; events: PublishedEvent[]; declared: Declared[] } {
  return {
    operations: lines("operations.jsonl"),
    events: lines("events.jsonl"),
    declared: JSON.parse(text("differences.json")),
  };
}

/** The document as it is bundled. */
export function readBundle(): JsonObject {
  return JSON.parse(readFileSync(join(folder, "dist", "openapi.json"), "utf8"));
}

function lines<Line>(name: string): Line[] {
  return text(name)
    .trimEnd()
    .split("\n")
    .map((line): Line => JSON.parse(line));
}

function text(name: string): string {
  return readFileSync(join(folder, "inventory", name), "utf8");
}

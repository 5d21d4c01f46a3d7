import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { folder } from "../redocly.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const prose = new Set(["description", "summary", "title", "example", "examples"]);
/** Under these keys stand names that are free to choose, so a `title` there is no prose. */
const named = new Set(["properties", "patternProperties", "responses", "schemas", "parameters", "headers", "mapping"]);
const file = join(folder, "release", "openapi.json.gz");

/**
 * What a document promises to those who use it: everything but prose, examples and our own extensions. Changing those
 * breaks nobody and needs no release.
 */
export function promiseOf(document: string): string {
  const { info, ...rest }: { info: { title: string; version: string }; [key: string]: Json } = JSON.parse(document);
  const promise = Object.entries(rest).flatMap(([key, value]) => (key.startsWith("x-") ? [] : [[key, strip(value)]]));
  // Without the guides, of course, but `redocly diff` reads the version.
  return JSON.stringify({ ...Object.fromEntries(promise), info: { title: info.title, version: info.version } });
}

/** What the last release promised. */
export function lastRelease(): string {
  return gunzipSync(readFileSync(file)).toString("utf8");
}

/** Keeps a promise as that of the last release. The file depends on nothing but the promise. */
export function keep(promise: string): void {
  writeFileSync(file, gzipSync(promise, { level: 9 }));
}

/** The document as it is bundled. */
export function bundle(): string {
  return readFileSync(join(folder, "dist", "openapi.json"), "utf8");
}

function strip(value: Json, free = false): Json {
  if (Array.isArray(value)) return value.map((one) => strip(one));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => free || !(prose.has(key) || key.startsWith("x-")));
  return Object.fromEntries(kept.map(([key, one]) => [key, strip(one, !free && named.has(key))]));
}

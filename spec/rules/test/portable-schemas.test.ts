import { expect, test } from "vitest";
import { messages, ways } from "./lint.ts";

const check = (schema: unknown) =>
  messages("portable-schemas", [ways.schema("CrateRow", "properties", "label"), schema]);

test("plain lists and patterns pass", async () => {
  expect(await messages("portable-schemas")).toEqual([]);
  expect(await check({ type: "array", items: { type: "number" }, minItems: 2, maxItems: 2 })).toEqual([]);
  expect(await check({ type: "string", pattern: "^(?:a|b)[=!]$" })).toEqual([]);
});

test("a tuple is refused", async () => {
  expect(await check({ type: "array", prefixItems: [{ type: "number" }] })).toEqual([
    expect.stringContaining("No tuples"),
  ]);
});

test.each(["^(?!x)", "(?=x)", "(?<=x)y", "(?<!x)y"])("the pattern %s is refused", async (pattern) => {
  expect(await check({ type: "string", pattern })).toEqual([expect.stringContaining("No lookaheads")]);
});

import { expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const parameter = (name: string, query: unknown, place = "query") => ({
  name,
  in: place,
  required: place === "path",
  schema: { type: "string" },
  example: "x",
  "x-query": query,
});
const check = (...parameters: unknown[]) => messages("x-query", [ways.list("parameters"), parameters] satisfies Change);

test("parameters that sort, project, bound and search pass", async () => {
  const sorting = [parameter("sort", { role: "sortBy" }), parameter("order", { role: "sortOrder" })];
  const searching = [
    parameter("q", { role: "search", in: ["label"] }),
    parameter("s", { role: "search", in: ["_id"] }),
  ];
  expect(await check(...sorting, parameter("only", { role: "fields" }), ...searching)).toEqual([]);
});

test.each<[string, unknown[], string]>([
  ["an unknown role", [parameter("q", { role: "filter" })], "role must be one of sortBy"],
  ["a search that does not say where", [parameter("q", { role: "search" })], "lacks `in`"],
  ["a search in a property that no record has", [parameter("q", { role: "search", in: ["colour"] })], "`colour`"],
  ["a place to search without a search", [parameter("q", { role: "sortBy", in: ["label"] })], "takes no key `in`"],
  [
    "two that do the same",
    [parameter("a", { role: "sortBy" }), parameter("b", { role: "sortBy" })],
    "another parameter",
  ],
  ["one that is no query parameter", [parameter("id", { role: "sortBy" }, "path")], "only for query parameters"],
])("%s is refused", async (_what, parameters, reason) => {
  const found = await check(...parameters);
  expect(found).toEqual([expect.stringContaining("`listCrates`: x-query")]);
  expect(found[0]).toContain(reason);
});

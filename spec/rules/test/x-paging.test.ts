import { expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const check = (...changes: Change[]) => messages("x-paging", ...changes);
const paging = (...rest: string[]) => ways.list("x-paging", ...rest);
const text = (name: string) => ({ name, in: "query", schema: { type: "string" } });

test("a list that is paged as it says passes", async () => {
  expect(await check()).toEqual([]);
  expect(await check([paging(), { style: "none" }])).toEqual([]);
});

test("a list without it is refused, and so is anything else with it", async () => {
  expect(await check([paging(), undefined])).toEqual([expect.stringContaining("`listCrates`: x-paging is missing")]);
  expect(await check([ways.photo("x-paging"), { style: "none" }])).toEqual([
    expect.stringMatching(/`viewCratePhoto`: x-paging is only for the verb `list`/),
  ]);
});

test.each<[string, Change, string]>([
  ["an unknown style", [paging("style"), "offset"], "style must be one of `page`, `cursor`, `none`"],
  ["an unknown key", [paging("size"), 20], "takes no key `size`"],
  ["a cursor in the style page", [paging("cursor"), "cursor"], "takes no key `cursor`"],
  ["no page", [paging("page"), undefined], "lacks `page`"],
  ["a default that is no number", [paging("default"), "20"], "default must be a page size"],
  ["a parameter that is not there", [paging("page"), "offset"], "`offset` is no query parameter"],
  ["a default other than the parameter's", [paging("default"), 50], "default is 50, but `limit` has default 20"],
  ["a largest size other than the parameter's", [paging("max"), 100], "max is 100, but `limit` has maximum 1000"],
  ["no largest size though there is one", [paging("max"), undefined], "max is not given, but `limit` has maximum 1000"],
])("%s is refused", async (_what, change, reason) => {
  const found = await check(change);
  expect(found).toEqual([expect.stringContaining("`listCrates`: x-paging")]);
  expect(found[0]).toContain(reason);
});

test("a size written beside a reference counts", async () => {
  const limit = { name: "limit", in: "query", schema: { $ref: "../../common/schemas/Integer.yaml", default: 5 } };
  const parameters: Change = [ways.list("parameters"), [{ ...limit, name: "page" }, limit]];
  expect(await check(parameters, [paging(), { style: "page", page: "page", limit: "limit", default: 5 }])).toEqual([]);
});

test("the operation's own parameter counts, not the one of the path that it overrides", async () => {
  const limit = { name: "limit", in: "query", schema: { type: "integer", default: 50 } };
  expect(await check([["paths", "/crates", "parameters"], [limit]])).toEqual([]);
});

test("the style cursor needs the parameters that it names", async () => {
  const cursor = {
    style: "cursor",
    page: "page",
    limit: "limit",
    default: 20,
    max: 1000,
    cursor: "after",
    switch: "lazy",
  };
  const parameters = ["page", "limit"].map((name) => ({ $ref: `../../common/parameters.yaml#/${name}` }));
  expect(await check([paging(), cursor])).toHaveLength(2);
  expect(
    await check([paging(), cursor], [ways.list("parameters"), [...parameters, text("after"), text("lazy")]]),
  ).toEqual([]);
});

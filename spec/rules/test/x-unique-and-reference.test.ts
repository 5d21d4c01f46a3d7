import { describe, expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const input = (...rest: string[]) => ways.schema("CrateInput", "properties", ...rest);

describe("x-unique", () => {
  test("a property that is marked with true passes", async () => {
    expect(await messages("x-unique")).toEqual([]);
  });

  test.each([false, "crates", { scope: "hub" }])("%j is refused", async (value) => {
    expect(await messages("x-unique", [input("label", "x-unique"), value])).toEqual([
      expect.stringMatching(/`crates\[\]\.label` must be `true`/),
    ]);
  });

  test("it is read in rows, multipart bodies and branches too", async () => {
    const label = { oneOf: [{ type: "object", properties: { code: { type: "string", "x-unique": 1 } } }] };
    expect(await messages("x-unique", [input("label"), label])).toEqual([
      expect.stringContaining("`crates[].label.code`"),
    ]);
    const content = ways.replace("requestBody", "content");
    const form = { schema: { type: "object", properties: { tag: { type: "string", "x-unique": 1 } } } };
    expect(await messages("x-unique", [content, { "multipart/form-data": form }])).toEqual([
      expect.stringContaining("`replaceCrate`: x-unique of `tag`"),
    ]);
  });
});

describe("x-reference", () => {
  const reference = (...rest: string[]) => input("insideOf", "x-reference", ...rest);

  test("a property that names a collection and one of its properties passes", async () => {
    expect(await messages("x-reference")).toEqual([]);
    expect(await messages("x-reference", [reference("match"), "label"])).toEqual([]);
  });

  test.each<[string, Change, string]>([
    ["a text instead of an object", [reference(), "crates"], "must be an object with `collection`, `match`"],
    ["no collection", [reference("collection"), undefined], "lacks `collection`"],
    ["no match", [reference("match"), undefined], "lacks `match`"],
    ["an unknown key", [reference("optional"), true], "takes no key `optional`"],
    ["a collection that no operation has", [reference("collection"), "boxes"], "`boxes`, which no operation has"],
    ["a property that no record has", [reference("match"), "weight"], "`weight`, which is no property of a record"],
  ])("%s is refused", async (_what, change, reason) => {
    const found = await messages("x-reference", change);
    expect(found).toEqual([expect.stringContaining("`crates[].insideOf`")]);
    expect(found[0]).toContain(reason);
  });

  test("it may stand inside what the property refers to", async () => {
    const hidden: Change = [
      ways.schema("CrateId"),
      { type: "string", "x-reference": { collection: "boxes", match: "_id" } },
    ];
    const used: Change = [input("insideOf"), { $ref: "#/components/schemas/CrateId" }];
    expect(await messages("x-reference", hidden, used)).toEqual([expect.stringContaining("`boxes`")]);
  });

  test("a collection whose records are never shown takes any property", async () => {
    const quiet: Change = [ways.photo("x-resource"), { collection: "photos", verb: "action" }];
    expect(await messages("x-reference", quiet, [reference("collection"), "photos"])).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const extension = (...rest: string[]) => ways.replace("x-resource", ...rest);

describe("x-resource", () => {
  const check = (...changes: Change[]) => messages("x-resource", ...changes);

  test("a complete x-resource passes", async () => {
    expect(await check()).toEqual([]);
  });

  test("an operation without it is refused, a webhook is not", async () => {
    expect(await check([extension(), undefined])).toEqual([
      expect.stringContaining("`replaceCrate`: x-resource is missing"),
    ]);
  });

  test.each<[string, Change, string]>([
    ["an unknown key", [extension("colection"), "crates"], "takes no key `colection`"],
    ["an unknown key of key", [extension("key", "field"), "_id"], "x-resource.key takes no key `field`"],
    ["no collection", [extension("collection"), undefined], "lacks `collection`"],
    ["a collection that is not camelCase", [extension("collection"), "Crates"], "collection must be"],
    ["an unknown verb", [extension("verb"), "put"], "verb must be one of"],
    ["a key that is only a name", [extension("key"), "crateId"], "x-resource.key must be an object"],
    ["a key without a property", [extension("key", "property"), undefined], "x-resource.key lacks `property`"],
    ["an item that is no pointer", [extension("item"), "data"], "item must be a JSON pointer"],
    ["a verb that does not fit the method", [extension("verb"), "update"], "needs PATCH"],
    ["no key where the verb needs one", [extension("key"), undefined], "lacks `key`"],
    ["rows without a bulk", [extension("rows"), "/crates"], "bulk verbs only"],
    ["a text instead of an object", [extension(), "crates"], "must be an object"],
  ])("%s is refused", async (_what, change, reason) => {
    const found = await check(change);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("`replaceCrate`: ");
    expect(found[0]).toContain(reason);
  });

  test("a bulk without rows and a list without item are refused", async () => {
    expect(await check([ways.bulk("x-resource", "rows"), undefined])).toEqual([
      expect.stringMatching(/`bulkCreateCrates`: x-resource lacks `rows`/),
    ]);
    expect(await check([ways.list("x-resource", "item"), undefined])).toEqual([
      expect.stringMatching(/`listCrates`: x-resource lacks `item`/),
    ]);
  });

  test("an action fits any method", async () => {
    expect(await check([extension("verb"), "action"])).toEqual([]);
  });
});

describe("x-resource-truth", () => {
  const check = (...changes: Change[]) => messages("x-resource-truth", ...changes);

  test("pointers through references, allOf and an empty pointer pass", async () => {
    expect(await check()).toEqual([]);
  });

  test("a key that is no path parameter is refused", async () => {
    expect(await check([extension("key", "parameter"), "id"])).toEqual([
      expect.stringMatching(/`replaceCrate`: .*`id` is no path parameter of \/crate\/\{crateId\}/),
    ]);
  });

  test("a key that no record of the collection has is refused", async () => {
    expect(await check([extension("key", "property"), "id"])).toEqual([
      expect.stringMatching(/`replaceCrate`: .*`id` is no property of a record in `crates`/),
    ]);
  });

  test("an item that leads nowhere or to the wrong kind is refused", async () => {
    expect(await check([ways.list("x-resource", "item"), "/crates"])).toEqual([
      expect.stringMatching(/`listCrates`: x-resource.item `\/crates` leads nowhere/),
    ]);
    expect(await check([ways.list("x-resource", "item"), ""])).toEqual([
      expect.stringMatching(/`listCrates`: x-resource.item `` must lead to an array/),
    ]);
    expect(await check([extension("item"), "/label"])).toEqual([expect.stringMatching(/`replaceCrate`.* an object/)]);
  });

  test("an item must be there in every success answer", async () => {
    const schema = ways.bulk("responses", "201", "content", "application/json", "schema");
    expect(await check([schema, { type: "object" }])).toEqual([
      expect.stringMatching(/`bulkCreateCrates`.*leads nowhere/),
    ]);
  });

  test("an item must be there in every branch of a union", async () => {
    const schema = ways.list("responses", "200", "content", "application/json", "schema");
    const list = { $ref: "#/components/schemas/CrateListResponse" };
    expect(await check([schema, { oneOf: [list, list] }])).toEqual([]);
    expect(await check([schema, { oneOf: [list, { type: "object" }] }])).toHaveLength(1);
  });

  test("an item beside a binary answer is refused", async () => {
    expect(await check([ways.photo("x-resource", "item"), ""])).toEqual([
      expect.stringMatching(/`viewCratePhoto`: .*needs a JSON success answer/),
    ]);
  });

  test("rows that are no array of the request body are refused", async () => {
    expect(await check([ways.bulk("x-resource", "rows"), ""])).toEqual([
      expect.stringMatching(/`bulkCreateCrates`: x-resource.rows `` must lead to an array/),
    ]);
    expect(await check([ways.bulk("x-resource", "rows"), "/data"])).toEqual([expect.stringContaining("leads nowhere")]);
  });
});

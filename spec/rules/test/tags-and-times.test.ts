import { describe, expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

describe("x-group", () => {
  const check = (key: string | undefined, value: unknown) =>
    messages("x-group", [["tags", 1, "x-group", ...(key ? [key] : [])], value]);

  test("tags with three names pass", async () => {
    expect(await messages("x-group")).toEqual([]);
  });

  test.each<[string, string | undefined, unknown, string]>([
    ["no x-group", undefined, undefined, "lacks x-group"],
    ["a name that is not camelCase", "name", "Shelves", "name must be"],
    ["a noun that is not PascalCase", "plural", "shelves", "plural must be"],
    ["no singular", "singular", undefined, "lacks `singular`"],
    ["an unknown key", "noun", "Shelf", "takes no key `noun`"],
    ["the name of another group", "name", "crates", "also that of tag `Crate`"],
  ])("%s is refused", async (_what, key, value, reason) => {
    const found = await check(key, value);
    expect(found).toEqual([expect.stringContaining("Tag `Shelf`")]);
    expect(found[0]).toContain(reason);
  });

  test("a tag that only webhooks have needs no x-group and may have none", async () => {
    const own: Change = [ways.webhook("tags"), ["Shelf"]];
    expect(await messages("x-group", own, [["tags", 1, "x-group"], undefined])).toEqual([]);
    expect(await messages("x-group", own)).toEqual([expect.stringContaining("Tag `Shelf` has only webhooks")]);
    const shared: Change = [ways.list("tags"), ["Shelf"]];
    expect(await messages("x-group", own, shared)).toEqual([]);
  });
});

describe("one-field-one-format", () => {
  const check = (name: string, value: unknown) => {
    const change: Change = [ways.schema("CrateRow", "properties", name), value];
    return messages("one-field-one-format", change);
  };

  test.each(["packedTime", "packedAt", "packed_at", "date", "dateFrom"])(
    "a free text in %s is refused",
    async (name) => {
      const refused = [expect.stringContaining(`Property \`${name}\` holds a time`)];
      expect(await check(name, { type: "string" })).toEqual(refused);
      expect(await check(name, { type: ["string", "null"], format: "datetime" })).toEqual(refused);
    },
  );

  test("a reference, a number, a union and other names pass", async () => {
    expect(await check("packedAt", { $ref: "../../common/schemas/Time.yaml" })).toEqual([]);
    expect(await check("packedTime", { type: "integer" })).toEqual([]);
    expect(
      await check("packedTime", { oneOf: [{ $ref: "../../common/schemas/Time.yaml" }, { type: "null" }] }),
    ).toEqual([]);
    expect(await check("dateFormat", { type: "string" })).toEqual([]);
    expect(await check("format", { type: "string" })).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { messages } from "./lint.ts";

const check = (groups: unknown) => messages("tag-groups", [["x-tagGroups"], groups]);
const group = (name: string, ...tags: string[]) => ({ name, tags });

test("every tag in exactly one group passes, in however many groups", async () => {
  expect(await messages("tag-groups")).toEqual([]);
  expect(await check([group("One", "Crate"), group("Two", "Shelf")])).toEqual([]);
});

test("a tag in no group is refused, and so is a document without groups", async () => {
  expect(await check([group("One", "Crate")])).toEqual([expect.stringContaining("Tag `Shelf` is in no group")]);
  expect(await check(undefined)).toHaveLength(2);
});

test("a tag in two groups, or twice in one, is refused", async () => {
  const refused = [expect.stringMatching(/Tag `Crate` is in several groups/)];
  expect(await check([group("One", "Crate", "Shelf"), group("Two", "Crate")])).toEqual(refused);
  expect(await check([group("One", "Crate", "Shelf", "Crate")])).toEqual(refused);
});

test("a group that names a tag which is none is refused", async () => {
  expect(await check([group("One", "Crate", "Shelf", "Box")])).toEqual([
    expect.stringContaining("Group `One` of x-tagGroups names `Box`"),
  ]);
});

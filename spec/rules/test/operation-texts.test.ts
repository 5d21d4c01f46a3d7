import { describe, expect, test } from "vitest";
import { messages, ways } from "./lint.ts";

describe("operation-id", () => {
  const id = (value: string) => messages("operation-id", [ways.list("operationId"), value]);

  test("ids with a known verb and a noun pass", async () => {
    expect(await messages("operation-id")).toEqual([]);
    expect(await id("bulkUpsertCrates")).toEqual([]);
  });

  test("an id that does not begin with a known verb is refused", async () => {
    expect(await id("fetchCrates")).toEqual([expect.stringMatching(/`fetchCrates`.* verb and a noun.*`list`/)]);
    expect(await id("listing")).toEqual([expect.stringContaining("`listing`")]);
    expect(await id("list")).toEqual([expect.stringContaining("`list`: operationId must be a verb and a noun")]);
  });

  test("an id that is not camelCase is refused", async () => {
    expect(await id("list_crates")).toEqual([
      expect.stringContaining("`list_crates`: operationId must be in camelCase"),
    ]);
    expect(await id("ListCrates")).toEqual([expect.stringContaining("camelCase")]);
  });

  test("an id that another operation has in other letters is refused", async () => {
    expect(await id("bulkcreateCrates")).toContainEqual(expect.stringMatching(/`bulkCreateCrates`.*GET \/crates/));
  });

  test("a webhook is free in its verb but not in its name", async () => {
    expect(await messages("operation-id", [ways.webhook("operationId"), "listcrates"])).toEqual([
      expect.stringMatching(/`listcrates`.*GET \/crates/),
    ]);
  });
});

describe("operation-summary-style", () => {
  const summary = (value: string) => messages("operation-summary-style", [ways.replace("summary"), value]);

  test("two to six words with a capital pass", async () => {
    expect(await messages("operation-summary-style")).toEqual([]);
    expect(await summary("Replace all of a whole crate")).toEqual([]);
  });

  test.each([
    ["Replace", "one word"],
    ["Replace the whole of a single crate", "7 words"],
    ["replace a crate", "capital"],
    ["Replace a crate.", "full stop"],
  ])("the summary “%s” is refused", async (text, reason) => {
    expect(await summary(text)).toEqual([expect.stringMatching(new RegExp(`\`replaceCrate\`: .*${reason}`))]);
  });

  test("a summary that another operation has is refused", async () => {
    expect(await summary("List the Crates")).toEqual([expect.stringMatching(/`replaceCrate`.*`listCrates`/)]);
  });
});

describe("operation-description-style", () => {
  const description = (value: string) => messages("operation-description-style", [ways.list("description"), value]);

  test("full sentences pass", async () => {
    expect(await messages("operation-description-style")).toEqual([]);
  });

  test.each([
    ["Newest first.", "fewer than 30"],
    ["Returns the crates of the organization", "full stop"],
    ["List the crates.", "only repeats the summary"],
  ])("the description “%s” is refused", async (text, reason) => {
    expect(await description(text)).toEqual([expect.stringMatching(new RegExp(`\`listCrates\`: .*${reason}`))]);
  });
});

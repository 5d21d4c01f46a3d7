import { expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const crateId = (value: unknown): Change => [["components", "parameters", "crateId", "example"], value];

test("required parameters with an example pass, and so do optional ones without", async () => {
  expect(await messages("parameter-examples")).toEqual([]);
  const optional = { name: "q", in: "query", schema: { type: "string" } };
  expect(await messages("parameter-examples", [ways.photo("parameters"), [optional]])).toEqual([]);
});

test("a required parameter without an example is refused once, however many operations share it", async () => {
  expect(await messages("parameter-examples", crateId(undefined))).toEqual([
    expect.stringMatching(/`replaceCrate`: the required parameter `crateId` has no `example`/),
  ]);
});

test("an example of a falsy value is one", async () => {
  expect(await messages("parameter-examples", crateId(0))).toEqual([]);
});

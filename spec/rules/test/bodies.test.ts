import { describe, expect, test } from "vitest";
import { type Change, messages, ways } from "./lint.ts";

const object = (more: object = {}) => ({ type: "object", properties: { a: { type: "string" } }, ...more });
const closed = object({ additionalProperties: false });

describe("requests-closed", () => {
  const check = (...changes: Change[]) => messages("requests-closed", ...changes);
  const input = (value: unknown) => check([ways.schema("CrateInput"), value]);

  test.each<[string, object]>([
    ["a closed object", closed],
    ["an object that is open on purpose", object({ additionalProperties: true })],
    ["an object whose other properties have a schema", object({ additionalProperties: { type: "string" } })],
    ["a composition that is closed as a whole", { allOf: [object(), object()], unevaluatedProperties: false }],
    ["a composition with one closed member", { allOf: [closed, { required: ["a"] }] }],
    ["a choice of closed objects", { oneOf: [closed, { type: "null" }] }],
    [
      "a choice inside a closed object",
      { ...closed, oneOf: [{ required: ["a"] }, { properties: { a: { const: "b" } } }] },
    ],
  ])("%s passes", async (_what, schema) => {
    expect(await input(schema)).toEqual([]);
  });

  test.each<[string, object]>([
    ["an object that says nothing", object()],
    ["a composition that says nothing", { allOf: [object(), object()] }],
    ["a choice with one branch that says nothing", { oneOf: [closed, object()] }],
    ["an object that says nothing and lists its choices", object({ anyOf: [{ required: ["a"] }] })],
  ])("%s is refused once", async (_what, schema) => {
    expect(await input(schema)).toEqual([expect.stringMatching(/Crate.*`: .*does not say whether/)]);
  });

  test("an object inside a row is refused with the way to it", async () => {
    const crates = { type: "array", items: { ...closed, properties: { size: object() } } };
    expect(await check([ways.schema("CrateBulkInput", "properties", "crates"), crates])).toEqual([
      expect.stringContaining("`bulkCreateCrates`: `crates[].size` in the request body"),
    ]);
  });

  test("an object that contains itself is looked at once", async () => {
    const schema = { $ref: "#/components/schemas/CrateInput" };
    expect(await input({ ...closed, properties: { inner: schema } })).toEqual([]);
    expect(await input({ type: "object", properties: { inner: schema } })).toHaveLength(1);
  });

  test("answers may say nothing", async () => {
    expect(await check([ways.schema("Crate"), object()])).toEqual([]);
  });
});

describe("responses-open", () => {
  const check = (...changes: Change[]) => messages("responses-open", ...changes);

  test("open answers and closed requests pass", async () => {
    expect(await check()).toEqual([]);
  });

  test.each(["additionalProperties", "unevaluatedProperties"])("%s: false in an answer is refused", async (keyword) => {
    expect(await check([ways.schema("Crate", keyword), false])).toEqual([
      expect.stringMatching(/`replaceCrate`: answer 200 forbids unknown properties/),
    ]);
  });

  test("it is found in the rows of a list and behind allOf", async () => {
    expect(await check([ways.schema("CrateRow", "additionalProperties"), false])).toEqual([
      expect.stringContaining("`listCrates`"),
    ]);
  });
});

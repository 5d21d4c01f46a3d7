import { expect, test } from "vitest";
import { messages, ways } from "./lint.ts";

const kind = (value: string) => ({ type: "string", const: value });
const branch = (value: string) => ({ type: "object", required: ["kind"], properties: { kind: kind(value) } });
const check = (...oneOf: unknown[]) => {
  const union = { oneOf, discriminator: { propertyName: "kind" } };
  return messages("discriminator-direct", [ways.schema("Open"), branch("open")], [ways.schema("Lid"), union]);
};
const refused = [expect.stringContaining("does not state `kind` itself")];

test("branches that state the property themselves pass, referenced or not", async () => {
  expect(await check(branch("closed"), { $ref: "#/components/schemas/Open" })).toEqual([]);
  expect(await messages("discriminator-direct", [ways.schema("Lid"), { oneOf: [{ type: "string" }] }])).toEqual([]);
});

test("a branch that leaves it to allOf is refused", async () => {
  expect(await check({ allOf: [branch("closed")] })).toEqual(refused);
});

test("a branch without a value for it, or that does not require it, is refused", async () => {
  expect(await check({ ...branch("closed"), properties: { kind: { type: "string" } } })).toEqual(refused);
  expect(await check({ ...branch("closed"), required: [] })).toEqual(refused);
});

test("a branch that is a union of its own passes", async () => {
  const own = { allOf: [branch("sliding")], oneOf: [branch("left")], discriminator: { propertyName: "kind" } };
  expect(await check(own)).toEqual([]);
});

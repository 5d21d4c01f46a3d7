import { expect, test } from "vitest";
import { messages } from "./lint.ts";

const parameter = (name: string, pattern?: string) => ({
  name,
  in: "path",
  schema: { type: "string", ...(pattern && { pattern }) },
});
const path = (template: string, method: string, ...parameters: object[]): [string[], unknown] => [
  ["paths", template],
  { parameters, [method]: { operationId: `${method}${template}` } },
];
const check = (...paths: [string[], unknown][]) => messages("no-ambiguous-operations", ...paths);

test("two operations that can match the same URL are refused", async () => {
  const move = path("/crate/{crateId}/move", "put", parameter("crateId"));
  const plan = path("/crate/plan/{planId}", "put", parameter("planId"));
  expect(await check(move, plan)).toEqual([
    expect.stringMatching(/`put\/crate\/plan.*can match .* as \/crate\/\{crateId\}\/move/),
  ]);
});

test("with another method they do not get in each other's way", async () => {
  const move = path("/crate/{crateId}/move", "put", parameter("crateId"));
  expect(await check(move, path("/crate/plan/{planId}", "post", parameter("planId")))).toEqual([]);
});

test("a literal segment wins over a parameter", async () => {
  const shelf = path("/shelf/{shelfId}", "put", parameter("shelfId"));
  expect(await check(shelf, path("/shelf/newest", "put"))).toEqual([]);
});

test("a pattern that refuses the other's literal tells them apart", async () => {
  const move = path("/crate/{crateId}/move", "put", parameter("crateId", "^[0-9a-f]{24}$"));
  const plan = path("/crate/plan/{planId}", "put", parameter("planId"));
  expect(await check(move, plan)).toEqual([]);
  expect(await check(plan, move)).toEqual([]);
});

import { expect, test } from "vitest";
import { type Change, good, messages, ways } from "./lint.ts";

const check = (...changes: Change[]) => messages("named-examples", ...changes);
const body = (...rest: string[]) => ways.replace("requestBody", "content", "application/json", ...rest);
const answer = (...rest: string[]) => ways.list("responses", "200", "content", "application/json", ...rest);

test("named examples pass, and a binary answer needs none", async () => {
  expect(await check()).toEqual([]);
});

test("a request body without examples is refused, multipart too", async () => {
  const refused = [expect.stringMatching(/`replaceCrate`: the request body .* no entry in `examples`/)];
  expect(await check([body("examples"), undefined])).toEqual(refused);
  const multipart = { "multipart/form-data": { schema: good(...body("schema")) } };
  expect(await check([ways.replace("requestBody", "content"), multipart])).toEqual(refused);
});

test("a success answer without examples is refused", async () => {
  expect(await check([answer("examples"), {}])).toEqual([
    expect.stringMatching(/`listCrates`: answer 200 .*`examples`/),
  ]);
});

test("the event of a webhook needs an example too", async () => {
  const examples = ways.webhook("requestBody", "content", "application/json", "examples");
  expect(await check([examples, undefined])).toEqual([expect.stringContaining("`crateMoved`: the request body")]);
});

test("an example without a summary or a value is refused", async () => {
  expect(await check([body("examples", "relabelled", "summary"), undefined])).toEqual([
    expect.stringMatching(/`replaceCrate`: example `relabelled` .* no summary/),
  ]);
  expect(await check([["components", "examples", "TwoCrates", "value"], undefined])).toContainEqual(
    expect.stringMatching(/`listCrates`: example `two` .* no value/),
  );
});

test("an example whose value is null or false has a value", async () => {
  expect(await check([body("examples", "relabelled", "value"), null])).toEqual([]);
  expect(await check([body("examples", "relabelled", "value"), false])).toEqual([]);
});

test("a nameless example is refused", async () => {
  expect(await check([answer("example"), { status: true, data: [] }])).toEqual([
    expect.stringMatching(/`listCrates`: answer 200 .* has `example`/),
  ]);
  expect(await check([answer("examples"), undefined], [answer("example"), { status: true, data: [] }])).toHaveLength(1);
});

import { expect, test } from "vitest";
import { type Change, good, messages, ways } from "./lint.ts";

const check = (...changes: Change[]) => messages("error-codes", ...changes);
const shared = (name: string) => ({ $ref: `../../common/responses.yaml#/${name}` });
const extra = (name: string) => ({ $ref: `../../common/responses-extra.yaml#/${name}` });

test("operations with all codes by reference pass", async () => {
  expect(await check()).toEqual([]);
});

test.each(["401", "405", "406", "429", "500", "502", "503", "504"])("no operation may lack %s", async (code) => {
  expect(await check([ways.photo("responses", code), undefined])).toEqual([
    expect.stringContaining(`\`viewCratePhoto\`: answer ${code} is missing`),
  ]);
});

test.each([
  ["400", "query parameters", ways.list, "listCrates"],
  ["400", "a body", ways.replace, "replaceCrate"],
  ["404", "a path parameter", ways.photo, "viewCratePhoto"],
  ["409", "a verb that can conflict", ways.replace, "replaceCrate"],
  ["413", "a body", ways.bulk, "bulkCreateCrates"],
])("%s may not be missing from an operation with %s", async (code, _reason, way, name) => {
  expect(await check([way("responses", code), undefined])).toEqual([
    expect.stringContaining(`\`${name}\`: answer ${code} is missing`),
  ]);
});

test("an operation that takes nothing needs neither 400 nor 413", async () => {
  expect(await check([ways.list("parameters"), []], [ways.list("responses", "400"), undefined])).toEqual([]);
});

test("an error answer of the operation's own is refused, be it inline or from elsewhere", async () => {
  const own = [expect.stringMatching(/`listCrates`: answer 410 is not one of common\/responses\.yaml/)];
  expect(await check([ways.list("responses", "410"), { description: "No." }])).toEqual(own);
  const local: Change = [["components", "responses"], { No: { description: "No." } }];
  expect(await check(local, [ways.list("responses", "410"), { $ref: "#/components/responses/No" }])).toEqual(own);
});

test.each([
  ["403", "Forbidden"],
  ["415", "UnsupportedMediaType"],
  ["422", "UnprocessableContent"],
])("an operation may give %s, and no other answer for it than %s", async (code, name) => {
  const at = ways.replace("responses", code);
  expect(await check([at, extra(name)])).toEqual([]);
  for (const other of [{ description: "No." }, shared("BadRequest")]) {
    expect(await check([at, other])).toEqual([
      expect.stringContaining(`\`replaceCrate\`: answer ${code} is not one of common/responses-extra.yaml`),
    ]);
  }
});

test("a code that every operation can give is not taken from among the optional ones", async () => {
  expect(await check([ways.list("responses", "401"), extra("Forbidden")])).toEqual([
    expect.stringMatching(/`listCrates`: answer 401 is not one of common\/responses\.yaml/),
  ]);
});

test("an optional code that refers to the answer for another one is refused", async () => {
  const two: Change[] = [ways.list, ways.bulk].map((way) => [way("responses", "403"), extra("Forbidden")]);
  expect(await check(...two, [ways.replace("responses", "415"), extra("Forbidden")])).toEqual([
    expect.stringMatching(/`replaceCrate`: answer 415 is `Forbidden`, but elsewhere that answers another code/),
  ]);
});

test("a code that refers to another answer than elsewhere is refused", async () => {
  expect(await check([ways.list("responses", "401"), shared("NotFound")])).toEqual([
    expect.stringMatching(/`listCrates`: answer 401 is `NotFound`.*`Unauthorized`/),
  ]);
});

test("an answer that stands for another code elsewhere is refused, even where it is the only one", async () => {
  expect(await check([ways.replace("responses", "409"), shared("BadRequest")])).toEqual([
    expect.stringMatching(/`replaceCrate`: answer 409 is `BadRequest`, but elsewhere that answers another code/),
  ]);
});

test("201 alone and other success codes are refused", async () => {
  expect(await check([ways.bulk("responses", "200"), undefined])).toEqual([
    expect.stringContaining("`bulkCreateCrates`: answer 200 is missing"),
  ]);
  expect(await check([ways.bulk("responses", "202"), good(...ways.bulk("responses", "200"))])).toEqual([
    expect.stringContaining("`bulkCreateCrates`: answer 202 is not in use"),
  ]);
});

test("200 and 201 with different content are refused", async () => {
  const schema = ways.bulk("responses", "201", "content", "application/json", "schema");
  expect(await check([schema, { $ref: "#/components/schemas/Crate" }])).toEqual([
    expect.stringContaining("`bulkCreateCrates`: answers 200 and 201 must have the same"),
  ]);
});

test("an answer of the room's own must be in the error body", async () => {
  const answer = (place: string) => check([ways.list("responses"), { $ref: `room/paths/crates.yaml#/${place}` }]);
  expect(await answer("good")).toEqual([]);
  expect(await answer("otherwise")).toEqual([
    expect.stringMatching(/`listCrates`: answer 500 is not in the error body, schemas\/ErrorBody\.yaml/),
  ]);
});

test("an answer of another room is refused", async () => {
  const foreign = { $ref: "../../resources/role/responses.yaml#/RoleNotFound" };
  expect(await check([ways.photo("responses", "404"), foreign])).toEqual([
    expect.stringMatching(/`viewCratePhoto`: answer 404 is not one of common\/responses\.yaml/),
  ]);
});

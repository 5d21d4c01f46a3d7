import { expect, test } from "vitest";
import type { Document, Schema } from "../generate/document.ts";
import { formFields, parameterRule } from "../generate/texts.ts";
import { readTexts } from "../src/texts.ts";
import type { TextRule } from "../src/types.ts";

const document: Document = {
  servers: [{ url: "https://mock.example/api" }],
  paths: {},
  components: {
    schemas: {
      Count: { type: "integer", default: 3 },
      Settings: { type: "object", properties: { shown: { type: "boolean" } } },
      Icon: { type: "string", format: "binary" },
      Base: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
    },
  },
};

function query(schema: Schema, more: object = {}): TextRule {
  return parameterRule(document, { name: "x", in: "query", schema, ...more }, "GET /x");
}

test("a list is repeated, or separated by commas where the document does not explode it", () => {
  const list = { type: "array", items: { type: "integer" } };
  expect(readTexts(query(list), ["1", "2,3"])).toEqual([1, "2,3"]);
  expect(readTexts(query(list, { explode: false }), ["1,2", "3,4"])).toEqual([3, 4]);
  expect(readTexts(query(list, { explode: false }), [""])).toEqual([]);
  expect(readTexts(query(list), undefined)).toBeUndefined();
});

test("type and default are found behind references and in the branches of a choice", () => {
  const count = query({ $ref: "#/components/schemas/Count" });
  expect(readTexts(count, undefined)).toBe(3);
  expect(readTexts(count, ["12"])).toBe(12);
  const either = query({ oneOf: [{ type: "string" }, { type: "boolean" }, { enum: [1, 2] }] });
  expect(["2", "true", "2.5", "yes"].map((text) => readTexts(either, [text]))).toEqual([2, true, "2.5", "yes"]);
});

test("a number keeps its fraction and its sign, but has no exponent", () => {
  const number = query({ type: "number" });
  expect(["-7.25", "0", "1e3", ".5", "5."].map((text) => readTexts(number, [text]))).toEqual([
    -7.25,
    0,
    "1e3",
    ".5",
    "5.",
  ]);
});

test("the fields of a form are files, lists, and objects as JSON text", () => {
  const fields = formFields(document, {
    allOf: [{ $ref: "#/components/schemas/Base" }],
    type: "object",
    required: ["icon"],
    properties: {
      icon: { $ref: "#/components/schemas/Icon" },
      photos: { type: "array", items: { type: "string", contentMediaType: "image/jpeg" } },
      settings: { $ref: "#/components/schemas/Settings" },
    },
  });
  expect(fields).toEqual([
    { name: "icon", required: true, types: ["string"], file: true },
    { name: "photos", required: false, types: ["string"], list: "repeat", file: true },
    { name: "settings", required: false, types: ["json"], file: false },
    { name: "name", required: true, types: ["string"], file: false },
  ]);
  const settings = fields.find(({ name }) => name === "settings");
  const read = (text: string) => settings && readTexts(settings, [text]);
  expect(read('{"shown":true}')).toEqual({ shown: true });
  expect(read('{"shown":')).toBe('{"shown":');
});

test("parameters that cannot be read stop the build and are named", () => {
  expect(() => query({ type: "object" })).toThrow("GET /x: parameter x is an object");
  expect(() => query({ type: "string" }, { style: "deepObject" })).toThrow(
    "parameter x must have a schema and the style",
  );
  expect(() => query({ type: "string" }, { in: "header" })).toThrow("parameter x is in header");
});

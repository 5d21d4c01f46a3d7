import { expect, test } from "vitest";
import type { Document } from "../generate/document.ts";
import { readBasePath, readOperations } from "../generate/operations.ts";
import { essence } from "../generate/schemas.ts";
import { Validators } from "../generate/validators.ts";

function documentWith(operation: object, more: Partial<Document> = {}): Document {
  const get = { operationId: "read", tags: ["Hub"], responses: {}, "x-resource": { collection: "hubs", verb: "get" } };
  const paths = { "/hub": { get: { ...get, ...operation } } };
  return { servers: [{ url: "https://mock.example/api/v9/" }], paths, components: { schemas: {} }, ...more };
}

function read(document: Document) {
  return readOperations(document).map(({ operation }) => operation)[0];
}

test("the base path is that of the first server", () => {
  expect(readBasePath(documentWith({}))).toBe("/api/v9");
});

test("a token is required unless the operation's security lists an empty requirement", () => {
  const security = [{ bearer: [] }];
  expect(read(documentWith({}, { security }))?.secured).toBe(true);
  expect(read(documentWith({ security: [{}, { bearer: [] }] }, { security }))?.secured).toBe(false);
  expect(read(documentWith({ security: [] }, { security }))?.secured).toBe(false);
  expect(read(documentWith({}))?.secured).toBe(false);
});

test("a parameter of the operation replaces that of its path", () => {
  const parameter = { name: "x", in: "query", schema: { type: "string" } };
  const document = documentWith({ parameters: [{ ...parameter, schema: { type: "integer" } }] });
  const paths = { "/hub": { ...document.paths["/hub"], parameters: [parameter] } };
  expect(read({ ...document, paths })?.parameters.map(({ types }) => types)).toEqual([["integer"]]);
});

test("answers without one status code stop the build", () => {
  expect(() => read(documentWith({ responses: { "4XX": {} } }))).toThrow("GET /hub: the answer 4XX");
});

test("a reference that leads nowhere stops the build", () => {
  const responses = { 200: { $ref: "#/components/responses/Gone" } };
  expect(() => read(documentWith({ responses }))).toThrow("nothing at #/components/responses/Gone");
});

test("annotations do not reach the validators, properties of the same names do", () => {
  const schema = { type: "object", title: "Hub", "x-note": 1, properties: { title: { type: "string", example: "a" } } };
  expect(essence(schema)).toEqual({ type: "object", properties: { title: { type: "string" } } });
});

test("a keyword that JSON Schema does not have stops the build", () => {
  const validators = new Validators(documentWith({}));
  expect(() => [validators.add({ type: "string", maxLenght: 3 }), validators.module([])]).toThrow("maxLenght");
});

test("equal schemas share one validator, and nothing is required when it runs", () => {
  const components = { schemas: { Name: { type: "string", minLength: 2 } } };
  const validators = new Validators(documentWith({}, { components }));
  const reference = { $ref: "#/components/schemas/Name" };
  expect(validators.add(reference)).toBe(validators.add({ ...reference, description: "The same." }));
  expect(validators.module([])).not.toContain("require(");
});

import type { Document, OperationObject, Schema, Tag } from "../generate/document.ts";

const text: Schema = { type: "string" };
const json = (schema: object) => ({ content: { "application/json": { schema } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const path = (...names: string[]) =>
  names.map((name) => ({ name, in: "path", required: true, schema: text, example: "a1" }));

/** Adds what every operation needs. */
export function operation(operationId: string, rest: Partial<OperationObject> = {}): OperationObject {
  const answer = { description: "Done.", ...json(ref("Ship")) };
  return {
    operationId,
    tags: ["Ship"],
    responses: { 200: answer, 404: { $ref: "#/components/responses/Gone" } },
    ...rest,
  };
}

/** A small document with one of each kind of operation, unlike anything in the real one. */
export function documentWith(paths: Document["paths"], tag: Partial<Tag> = {}): Document {
  const group = { name: "ships", singular: "Ship", plural: "Ships" };
  return {
    ...{ openapi: "3.1.0", info: { title: "Harbour", version: "1.0.0" } },
    servers: [{ url: "https://harbour.example/v1" }],
    tags: [{ name: "Ship", description: "Ships in the harbour.", "x-group": group, ...tag }],
    paths,
    components: {
      schemas: {
        Named: { type: "object", required: ["_id"], properties: { _id: text, name: text } },
        Ship: { description: "A ship.", allOf: [ref("Named"), { type: "object", required: ["name"] }] },
      },
      responses: { Gone: { description: "No ship has this id. See */ below.", ...json({ type: "object" }) } },
    },
  };
}

const photo = { type: "string", contentMediaType: "image/jpeg", format: "binary" };
const form = {
  type: "object",
  required: ["photo"],
  properties: { photo, note: text, tags: { type: "array", items: text } },
};
const since = { name: "since", in: "query", required: true, schema: text, example: "2026-03-09" };

export const harbour = documentWith({
  "/ships/{shipId}/berth/{berth}": {
    parameters: path("shipId", "berth"),
    put: operation("moveShip", {
      summary: "Move a ship",
      description: "It must be afloat.",
      requestBody: { required: true, ...json({ type: "object", properties: { tug: text } }) },
      parameters: [since],
    }),
  },
  "/ships/photo": {
    post: operation("uploadShipPhoto", {
      requestBody: { required: true, content: { "multipart/form-data": { schema: form } } },
    }),
    get: operation("viewShipPhoto", { responses: { 200: { description: "It.", content: { "image/png": {} } } } }),
  },
  "/tide": { get: operation("getTide") },
});

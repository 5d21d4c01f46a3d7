import { expect, test } from "vitest";
import { checkBody, checkRows, readForm } from "../src/index.ts";
import { brief, hub, hubId, operation } from "./support.ts";

const createHub = operation("createHub");
const json = "application/json";

test("a body that keeps the document has no violations", () => {
  expect(checkBody(createHub, json, hub)).toEqual([]);
  expect(checkBody(createHub, "Application/JSON; charset=utf-8", { ...hub, lat: "-7.5" })).toEqual([]);
});

test("all missing fields are named", () => {
  const violations = checkBody(createHub, json, { name: "Surabaya" });
  expect(brief(violations)).toEqual(["/body/address required", "/body/lat required", "/body/lng required"]);
  expect(violations[0]?.message).toBe("body.address is required");
});

test("an unknown field is named, whatever its name", () => {
  expect(brief(checkBody(createHub, json, { ...hub, nmae: 1 }))).toEqual(["/body/nmae additionalProperties"]);
  const body = JSON.parse(`{"__proto__": 1, ${JSON.stringify(hub).slice(1)}`);
  expect(brief(checkBody(createHub, json, body))).toEqual(["/body/__proto__ additionalProperties"]);
  expect(brief(checkBody(createHub, json, { ...hub, "a/b~c": 1 }))).toEqual(["/body/a~1b~0c additionalProperties"]);
});

test("a field that may have several forms is one violation that gives the reason of each", () => {
  const violations = checkBody(createHub, json, { ...hub, lat: 91 });
  expect(brief(violations)).toEqual(["/body/lat oneOf"]);
  expect(violations[0]?.message).toBe("body.lat fits no accepted form: it must be at most 90, or it must be a string");
});

test("what is wrong beside such a field keeps its own violation", () => {
  const violations = checkBody(createHub, json, { name: "", address: 1, lat: "north", lng: 0 });
  expect(brief(violations)).toEqual(["/body/name minLength", "/body/address type", "/body/lat oneOf"]);
});

test.each([[[]], ["text"], [null], [7]])("%j is not an object", (body) => {
  expect(brief(checkBody(createHub, json, body))).toEqual(["/body type"]);
});

test("a fault that several parts of a schema find is one violation", () => {
  expect(brief(checkBody(operation("bulkCreateTasks"), json, { tasks: [7] }))).toEqual(["/body/tasks/0 type"]);
});

test("a required body must be there", () => {
  expect(checkBody(createHub, json, undefined)[0]?.message).toBe("body is required");
});

test("an operation without body ignores what is sent", () => {
  expect(checkBody(operation("getHub"), "text/plain", "anything")).toEqual([]);
});

test.each([undefined, "text/plain", "application/jsonp", "__proto__"])("content type %s is refused", (type) => {
  const violations = checkBody(createHub, type, hub);
  expect(brief(violations)).toEqual(["/header/content-type contentType"]);
  expect(violations[0]?.message).toContain("must be application/json");
});

test("a component of a flow is judged as the kind that it says it is", () => {
  const flow = (component: object) => ({ name: "Delivery", pages: [{ id: "page0", components: [component] }] });
  const at = "/body/pages/0/components/0";
  const good = { id: "customerName", component: "input", title: "Customer name", type: "String" };
  const check = (component: object) => brief(checkBody(operation("createFlow"), json, flow(component)));
  expect(check(good)).toEqual([]);
  expect(check({ ...good, colour: "red" })).toEqual([`${at}/colour unevaluatedProperties`]);
  expect(check({ ...good, component: "inputt" })).toEqual([`${at}/component enum`]);
});

test("a list that lacks a necessary element is one violation, however long it is", () => {
  const pages = Array.from({ length: 50 }, () => ({ id: "page1", components: [] }));
  expect(brief(checkBody(operation("createFlow"), json, { name: "Delivery", pages }))).toEqual([
    "/body/pages contains",
  ]);
});

test("a huge body of bad elements makes a handful of violations", () => {
  const tasks = Array.from({ length: 100_000 }, () => ({ nothing: "right" }));
  const violations = checkBody(operation("bulkCreateTasks"), json, { tasks });
  expect(violations.length).toBeGreaterThan(0);
  expect(violations.length).toBeLessThan(20);
});

test("a huge body of unknown fields makes one violation", () => {
  const unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`unknown${index}`, 1]));
  expect(brief(checkBody(createHub, json, { ...hub, ...unknown }))).toEqual(["/body/unknown0 additionalProperties"]);
});

test("multipart fields are checked, files by what they are", () => {
  const upload = operation("uploadTaskPhoto");
  const photo = { filename: "proof.jpg", contentType: "image/jpeg", size: 2048 };
  const type = "multipart/form-data; boundary=x";
  expect(checkBody(upload, type, { photo })).toEqual([]);
  expect(brief(checkBody(upload, type, {}))).toEqual(["/body/photo required"]);
  expect(brief(checkBody(upload, type, { photo: "text" }))).toEqual(["/body/photo type"]);
  expect(brief(checkBody(upload, type, { photo: { ...photo, size: 0 } }))).toEqual(["/body/photo/size minimum"]);
  expect(brief(checkBody(upload, json, { photo }))).toEqual(["/header/content-type contentType"]);
});

test("the last of several parts with one name counts, as in a query", () => {
  const first = { filename: "1.jpg", contentType: "image/jpeg", size: 1 };
  const last = { ...first, filename: "2.jpg" };
  const form = { photo: [first, last], forRenameFile: ["a", "b"] };
  expect(readForm(operation("uploadTaskPhoto"), form)).toEqual({ photo: last, forRenameFile: "b" });
});

test("the rows of a bulk are judged one by one, unless the body is wrong as a whole", () => {
  const bulk = operation("bulkCreateTasks");
  const judge = (body: object) => checkRows(bulk, body, checkBody(bulk, json, body));
  const task = { flow: "Delivery", hubId, customerName: "Toko Bahari" };
  const rows = judge({ tasks: [task, { ...task, flow: 5 }, 7, { hubId }] });
  expect([...(rows ?? [])].map(([index, violations]) => [index, ...brief(violations)])).toEqual([
    [1, "/body/flow type"],
    [2, "/body type"],
    [3, "/body/flow required"],
  ]);
  for (const body of [{ tasks: {} }, {}, { tasks: [7], background: "yes" }, { tasks: [7], extra: 1 }]) {
    expect(judge(body)).toBeUndefined();
  }
});

test("where an answer does not tell what became of a row, a bad row is a fault of the body", () => {
  const retry = operation("bulkRetryAutomations");
  const body = { id: [5] };
  expect(checkRows(retry, body, checkBody(retry, json, body))).toBeUndefined();
});

import { expect, test } from "vitest";
import { checkExchange } from "../src/exchange.ts";
import { brief, exchange, hub, hubRecord } from "./support.ts";

const error = { status: false, message: "Data not found" };
const created = { method: "POST", url: "/hub", requestBody: hub };
const headers = { authorization: "Bearer kurir-samudra", "content-type": "application/json" };

function check(change: Parameters<typeof exchange>[0]): string[] {
  return brief(checkExchange(exchange(change)));
}

test("a good exchange has no violations, as text, as bytes or parsed", () => {
  const body = JSON.stringify({ status: true, data: hubRecord });
  expect(check({})).toEqual([]);
  expect(check({ responseBody: body })).toEqual([]);
  expect(check({ responseBody: new TextEncoder().encode(body) })).toEqual([]);
  expect(check({ ...created, requestHeaders: headers })).toEqual([]);
  expect(check({ ...created, requestHeaders: headers, requestBody: JSON.stringify(hub) })).toEqual([]);
});

test("the host does not matter, nor whether the base path is there", () => {
  for (const url of [`/hub/${hubRecord._id}`, `/api/v3/hub/${hubRecord._id}?x=1`, `/hub/${hubRecord._id}#y`])
    expect(check({ url })).toEqual([]);
});

test("an undocumented status is a violation, with the documented ones in its message", () => {
  const violations = checkExchange(exchange({ status: 418, responseBody: error }));
  expect(brief(violations)).toEqual(["/response/status status"]);
  expect(violations[0]?.message).toMatch(/^response\.status must be one of: 200, .*504, not 418$/);
});

test("a wrong or missing content type is a violation", () => {
  const at = ["/response/header/content-type contentType"];
  expect(check({ responseHeaders: { "Content-Type": "text/html" } })).toEqual(at);
  expect(check({ responseHeaders: {} })).toEqual(at);
  expect(check({ responseHeaders: { "Content-Type": "application/json; charset=utf-8" } })).toEqual([]);
  expect(check({ status: 404, responseBody: error, responseHeaders: {} })).toEqual(at);
});

test("a body that breaks the schema of its status is a violation at the value", () => {
  const { name: _, ...nameless } = hubRecord;
  expect(check({ responseBody: { status: true, data: nameless } })).toEqual(["/response/body/data/name required"]);
  expect(check({ responseBody: { status: "true", data: hubRecord } })).toContain("/response/body/status type");
  expect(check({ responseBody: "{oops" })).toEqual(["/response/body json"]);
  expect(check({ responseBody: "" })).toEqual(["/response/body required"]);
});

test("every error has the error body", () => {
  expect(check({ status: 404, responseBody: error })).toEqual([]);
  expect(check({ status: 404, responseBody: { error: "gone" } })).toEqual([
    "/response/body/status required",
    "/response/body/message required",
  ]);
  expect(check({ status: 500, responseBody: { status: true, message: "" } })).toHaveLength(2);
  expect(check({ status: 599, responseBody: { error: "gone" } })).toContain("/response/body/message required");
});

test("a success for a request that the document refuses is a violation", () => {
  const listed = { url: "/hubs?limit=5000", responseBody: { status: true, data: [] } };
  expect(check(listed)).toEqual(["/query/limit maximum"]);
  expect(check({ ...listed, status: 400, responseBody: error })).toEqual([]);
  expect(check({ url: "/hub/not-an-id" })).toContain("/path/hubId pattern");
  expect(check({ ...created, requestHeaders: headers, requestBody: {} })).toContain("/body/name required");
  expect(check({ ...created, requestHeaders: headers, requestBody: "{" })).toEqual(["/body json"]);
  expect(check({ ...created, requestHeaders: headers, requestBody: undefined })).toEqual(["/body required"]);
  expect(check(created)).toEqual(["/header/content-type contentType"]);
});

test("a bad row of a bulk must be told to have failed", () => {
  const task = { flow: "Delivery", hubId: hubRecord._id };
  const bulk = { method: "POST", url: "/tasks/bulk", requestHeaders: headers, requestBody: { tasks: [task, {}] } };
  const answer = (status: boolean, index = 1) => {
    const rows = [true, true].with(index, status).map((one) => ({ status: one, message: "Success" }));
    return { success: status ? 2 : 1, failed: status ? 0 : 1, tasks: rows };
  };
  expect(check({ ...bulk, responseBody: answer(false) })).toEqual([]);
  expect(check({ ...bulk, status: 400, responseBody: error })).toEqual([]);
  const taken = ["/body/tasks/1/flow required", "/body/tasks/1/hubId required"];
  expect(check({ ...bulk, responseBody: answer(true) })).toEqual(taken);
  expect(check({ ...bulk, responseBody: answer(false, 0) })).toEqual(taken);
});

test("where rows have no status, their failure is counted", () => {
  const vehicles = { method: "POST", url: "/vehicles", requestHeaders: headers, requestBody: { vehicles: [7] } };
  const answer = (failed: number) => ({ success: 1 - failed, failed, data: [{ message: "Success" }] });
  expect(check({ ...vehicles, responseBody: answer(1) })).toEqual([]);
  expect(check({ ...vehicles, responseBody: answer(0) })).toEqual(["/body/vehicles/0 type"]);
});

test("a success without a bearer token is a violation, unless the headers are not known", () => {
  expect(check({ requestHeaders: {} })).toEqual(["/header/authorization required"]);
  expect(check({ requestHeaders: { authorization: "Bearer " } })).toEqual(["/header/authorization required"]);
  const { requestHeaders: _, ...unknownHeaders } = exchange({ ...created });
  expect(checkExchange(unknownHeaders)).toEqual([]);
});

test("an unknown URL must be answered with 404", () => {
  expect(check({ url: "/nothing", status: 404, responseBody: error })).toEqual([]);
  expect(check({ url: "/nothing", status: 401, responseBody: error })).toEqual([]);
  expect(check({ url: "/nothing" })).toEqual(["/response/status status"]);
  expect(check({ url: "/nothing", status: 404, responseBody: "Not found" })).toEqual(["/response/body json"]);
});

test("a wrong method must be answered with 405 and all methods that the URL takes", () => {
  const wrong = { method: "post", status: 405, responseBody: error };
  const withAllow = (Allow: string) => check({ ...wrong, responseHeaders: { ...exchange().responseHeaders, Allow } });
  expect(withAllow("GET, PUT, DELETE")).toEqual([]);
  expect(withAllow("GET,HEAD,PUT,DELETE")).toEqual([]);
  expect(withAllow("GET, PUT")).toEqual(["/response/header/allow header"]);
  expect(check(wrong)).toEqual(["/response/header/allow header"]);
  expect(check({ ...wrong, status: 404 })).toEqual(["/response/status status"]);
});

test("HEAD is answered without a body", () => {
  const responseHeaders = { "content-type": "application/json", allow: "GET, PUT, DELETE" };
  expect(check({ method: "HEAD", status: 405, responseBody: "", responseHeaders })).toEqual([]);
});

test("preflights are not part of the document", () => {
  expect(check({ method: "OPTIONS", status: 204, responseBody: "", responseHeaders: {} })).toEqual([]);
});

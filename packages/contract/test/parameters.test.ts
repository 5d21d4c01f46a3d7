import { expect, test } from "vitest";
import { readParameters } from "../src/index.ts";
import { brief, hubId, operation } from "./support.ts";

function read(query: string) {
  return readParameters(operation("listHubs"), {}, new URLSearchParams(query));
}

test("texts become the declared types", () => {
  const { values, violations } = read("page=2&limit=50&byUser=true&name=17");
  expect(violations).toEqual([]);
  expect(values.query).toMatchObject({ page: 2, limit: 50, byUser: true, name: "17" });
});

test("an absent parameter gets its default, and none without a default", () => {
  expect(read("").values.query).toEqual({ page: 1, limit: 20, sortBy: "name", sortOrder: "asc" });
});

test.each(["abc", "", "1e2", "0x10", "1.5", " 1", "1 ", "+1", "01", "--1", "99999999999999999999", "NaN"])(
  "limit=%s is not an integer",
  (text) => {
    const { violations } = read(new URLSearchParams({ limit: text }).toString());
    expect(brief(violations)).toEqual(["/query/limit type"]);
    expect(violations[0]?.message).toBe("query.limit must be an integer");
  },
);

test.each(["1", "yes", "TRUE", ""])("byUser=%s is not a boolean", (text) => {
  expect(brief(read(`byUser=${text}`).violations)).toEqual(["/query/byUser type"]);
});

test("every wrong parameter is reported, with the bound or the values that it may have", () => {
  const { violations } = read("page=0&limit=1001&sortOrder=up");
  expect(violations.map(({ message }) => message)).toEqual([
    "query.page must be at least 1",
    "query.limit must be at most 1000",
    "query.sortOrder must be one of: asc, desc",
  ]);
});

test("of a repeated parameter the last one counts", () => {
  expect(read("limit=abc&limit=7").values.query).toMatchObject({ limit: 7 });
  expect(brief(read("limit=7&limit=abc").violations)).toEqual(["/query/limit type"]);
});

test("parameters that the operation does not declare are ignored", () => {
  const { values, violations } = read("__proto__=1&constructor=2&unknown=3");
  expect(violations).toEqual([]);
  expect(Object.keys(values.query)).toEqual(["page", "limit", "sortBy", "sortOrder"]);
});

test("a missing required parameter is named", () => {
  const { violations } = readParameters(operation("getTaskTracking"), {}, new URLSearchParams());
  expect(brief(violations)).toContain("/query/hubId required");
  expect(violations.map(({ message }) => message)).toContain("query.hubId is required");
});

test("a path value that breaks its schema is a violation of the path", () => {
  const bad = readParameters(operation("getHub"), { hubId: "not-an-id" }, new URLSearchParams());
  expect(bad.violations.map((one) => one.in)).toEqual(["path"]);
  const good = readParameters(operation("getHub"), { hubId }, new URLSearchParams());
  expect(good).toEqual({ values: { path: { hubId }, query: {} }, violations: [] });
});

test("a text of another form is told what the form is like, and how to send a plus sign", () => {
  const read = (time: string) =>
    readParameters(operation("listTasks"), {}, new URLSearchParams(`timeFrom=${time}`)).violations.map(
      ({ message }) => message,
    );
  const form = "query.timeFrom must be like 2026-03-09 08:00:00, 2026-03-09T08:00:00, ";
  expect(read("today")).toEqual([expect.stringMatching(`^${form}`)]);
  expect(read("today")).not.toEqual([expect.stringContaining("%2B")]);
  expect(read("2026-03-09T08:00:00+07:00")).toEqual([expect.stringMatching(/, and a \+ must be written as %2B/)]);
  expect(read("2026-03-09T08:00:00%2B07:00")).toEqual([]);
});

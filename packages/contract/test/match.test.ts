import { expect, test } from "vitest";
import { findOperation, operations, pathBelowBase } from "../src/index.ts";
import { hubId } from "./support.ts";

test.each(operations.map((operation) => [operation.id, operation]))("%s is found by its own path", (_, operation) => {
  const path = operation.path.replace(/\{(\w+)\}/g, "value-of-$1");
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const values = Object.fromEntries(names.map((name) => [name, `value-of-${name}`]));
  expect(findOperation(operation.method, path)).toEqual({ kind: "found", operation, path: values });
});

test("path values are percent-decoded, an escaped slash included", () => {
  expect(findOperation("GET", "/hub/a%20b%2Fc")).toMatchObject({ kind: "found", path: { hubId: "a b/c" } });
});

test("a path value may have the name of something that every object has", () => {
  expect(findOperation("GET", "/hub/__proto__")).toMatchObject({ kind: "found", path: { hubId: "__proto__" } });
});

test("a wrong method learns which methods the URL takes", () => {
  expect(findOperation("POST", `/hub/${hubId}`)).toEqual({ kind: "wrong-method", allow: ["GET", "PUT", "DELETE"] });
  expect(findOperation("HEAD", "/hubs")).toEqual({ kind: "wrong-method", allow: ["GET"] });
  expect(findOperation("constructor", "/hubs")).toEqual({ kind: "wrong-method", allow: ["GET"] });
});

test("a literal segment wins over a parameter even when only the parameter's path takes the method", () => {
  const literals = operations.filter(({ path }) => !path.includes("{"));
  for (const { path } of literals) {
    const own = literals.filter((operation) => operation.path === path).map(({ method }) => method);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
      const expected = own.includes(method) ? { operation: { path } } : { kind: "wrong-method", allow: own };
      expect(findOperation(method, path)).toMatchObject(expected);
    }
  }
});

test.each([
  "/",
  "/nothing",
  "/hubs/",
  "//hubs",
  "/task//move",
  "/hub//x",
  "/hub/",
  "/hub//",
  "/hub/a/b",
  "/hub/%zz",
  "/hub/%E0%A4",
  "/__proto__",
])("%s is unknown", (path) => {
  expect(findOperation("GET", path)).toEqual({ kind: "unknown" });
});

test("the base path is taken off whole", () => {
  expect(pathBelowBase("/api/v3/hubs")).toBe("/hubs");
  expect(pathBelowBase("/api/v3")).toBe("/");
  expect(pathBelowBase("/api/v30/hubs")).toBeUndefined();
  expect(pathBelowBase("/hubs")).toBeUndefined();
});

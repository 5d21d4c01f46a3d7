import { loadConfig } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import plugin from "../plugin.ts";
import { brokenRules, type Change, configFile, good, ways } from "./lint.ts";

describe("redocly.yaml", () => {
  test("a good document breaks no rule", async () => {
    expect(await brokenRules()).toEqual([]);
  });

  test("every house rule is switched on as an error", async () => {
    const { rules } = (await loadConfig({ configPath: configFile })).resolvedConfig;
    for (const rule of Object.keys(plugin().rules?.oas3 ?? {})) {
      expect(rules).toHaveProperty([`mileapp/${rule}`], "error");
    }
  });

  test("a path parameter that is not declared is refused", async () => {
    expect(await brokenRules([["paths", "/crate/{crateId}", "parameters"], []])).toContain("path-parameters-defined");
  });

  test("two paths that differ only in the name of a parameter are refused", async () => {
    const parameter: Change = [["components", "parameters", "id"], { name: "id", in: "path", required: true }];
    const twin = { parameters: [{ $ref: "#/components/parameters/id" }], get: good(...ways.photo()) };
    expect(await brokenRules(parameter, [["paths", "/crate/{id}/photo"], twin])).toContain("no-identical-paths");
  });

  test.each(["operationId", "summary", "description"])("an operation without %s is refused", async (key) => {
    expect(await brokenRules([ways.list(key), undefined])).toEqual([`operation-${key}`]);
  });

  test("a multipart body is taken, another media type is not", async () => {
    const content = ways.replace("requestBody", "content");
    const media = good(...content, "application/json");
    expect(await brokenRules([content, { "multipart/form-data": media }])).toEqual([]);
    expect(await brokenRules([content, { "text/csv": media }])).toContain("request-mime-type");
  });
});

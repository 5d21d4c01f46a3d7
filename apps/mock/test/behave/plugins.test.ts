import { beforeEach, describe, expect, test } from "vitest";
import { createMock, type Mock } from "../../src/index.ts";
import { refused } from "../support.ts";
import { call, callForm, quietMock, startOfTest } from "./support.ts";

let mock: Mock;
beforeEach(() => {
  ({ mock } = quietMock());
});

const script = (text = "window.print();", name = "printer.js") => new File([text], name);
const icon = (size = 10, name = "icon.svg") => new File([" ".repeat(size)], name);
const texts = { name: "Load & go", description: "Shows what to load first." };
const create = (more: Record<string, string | File> = {}) =>
  callForm(mock, "POST", "/plugin", { ...texts, resourceFile: script(), ...more });
const printer = "/plugin/695db394c4d1e2f3a4b50d01";

describe("a new plugin", () => {
  test("is active, not in use, and has the addresses of its files", async () => {
    const stored = "https://apistorage.mile.app/plugins/2026/03/09/61636d650000000000000000/1773018000_Load-go";
    expect((await create({ icon: icon() })).at("/data")).toMatchObject({
      ...texts,
      resourceFile: "1773018000_Load-go.js",
      resourceUrl: `${stored}.js`,
      icon: `${stored}.svg`,
      createdBy: "wulan.dermaga@kurirsamudra.example",
      updatedBy: null,
      isUsed: false,
      customModuleId: null,
      status: "active",
    });
    expect((await create({ name: "Without icon" })).at("/data/icon")).toBeNull();
  });

  test("needs a name of its own", async () => {
    expect(await create({ name: "Route printer" })).toMatchObject({
      status: 409,
      body: refused("The name has already been taken."),
    });
  });

  test("may be an ECMAScript module", async () => {
    const text = 'import { a } from "./a.js"; export const b = a;';
    expect((await create({ resourceFile: script(text) })).status).toBe(200);
  });

  test.each([
    [415, "a script with another ending", { resourceFile: script("1", "printer.ts") }],
    [415, "an icon with another ending", { icon: icon(10, "icon.png") }],
    [415, "another ending with the right type", { icon: new File([" "], "icon.png", { type: "image/svg+xml" }) }],
    [400, "a name of spaces", { name: "   " }],
    [400, "a description of spaces", { description: " ".repeat(20) }],
    [413, "a script above 5 MB", { resourceFile: script(" ".repeat(5 * 1024 * 1024 + 1)) }],
    [413, "an icon above 500 KB", { icon: icon(500 * 1024 + 1) }],
    [400, "a script without a byte", { resourceFile: script("") }],
    [422, "a script that does not parse", { resourceFile: script("window.print(") }],
    [400, "a script that is a text field", { resourceFile: "window.print();" }],
    [400, "a name that is too short", { name: "ab" }],
  ])("is refused with %i for %s, and nothing is stored", async (status, _, more) => {
    expect((await create(more)).status).toBe(status);
    expect((await call(mock, "GET", "/plugins")).at("/data/total")).toBe(2);
  });
});

describe("a plugin", () => {
  test("takes new texts and keeps its files", async () => {
    const before = (await call(mock, "GET", printer)).at("/data");
    const { at } = await callForm(mock, "PUT", printer, { _method: "PUT", ...texts });
    expect(at("/data")).toEqual({
      ...(before as object),
      ...texts,
      updatedBy: "wulan.dermaga@kurirsamudra.example",
      updatedTime: "2026-03-09T01:00:00.000000Z",
    });
  });

  test("keeps its own name, but can't take that of another", async () => {
    const put = (name: string) => callForm(mock, "PUT", printer, { _method: "PUT", ...texts, name });
    expect((await put("Route printer")).status).toBe(200);
    expect((await put("Weight check")).status).toBe(409);
  });

  test("is not created by a PUT to a free id", async () => {
    const path = "/plugin/695db394c4d1e2f3a4b5ffff";
    expect((await callForm(mock, "PUT", path, { _method: "PUT", ...texts })).status).toBe(404);
    expect((await call(mock, "GET", path)).status).toBe(404);
  });

  test("that is deleted is named in the answer and gone", async () => {
    expect((await call(mock, "DELETE", printer)).at("/data")).toEqual({
      deletedPluginId: "695db394c4d1e2f3a4b50d01",
      deletedAt: "2026-03-09T01:00:00.000000Z",
    });
    expect((await call(mock, "DELETE", printer)).status).toBe(404);
  });

  test("of the system can be read, but neither changed nor deleted", async () => {
    const plugin = (await call(mock, "GET", printer)).at("/data") as object;
    const system = { ...plugin, organizationId: "system", organizationName: "Global" };
    mock = createMock({ rateLimit: false, clock: startOfTest, seed: { plugins: [system] } });
    expect((await call(mock, "GET", printer)).status).toBe(200);
    expect((await callForm(mock, "PUT", printer, { _method: "PUT", ...texts })).status).toBe(403);
    expect((await call(mock, "DELETE", printer)).status).toBe(403);
  });

  test("is found by a part of its name or its description", async () => {
    const names = async (q: string) => {
      const { at } = await call(mock, "GET", `/plugins?q=${q}&sortBy=name&sortOrder=asc`);
      return [at("/data/total"), at("/data/data/0/name")];
    };
    expect(await names("PRINTER")).toEqual([1, "Route printer"]);
    expect(await names("heavier")).toEqual([1, "Weight check"]);
    expect(await names("route")).toEqual([2, "Route printer"]);
  });
});

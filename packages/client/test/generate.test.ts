import { expect, test } from "vitest";
import type { Document } from "../generate/document.ts";
import { generatedFiles } from "../generate/files.ts";
import { methodName } from "../generate/names.ts";
import { documentWith, harbour, operation } from "./document.ts";

test.for([
  ["createTask", "Task", "create"],
  ["listTasks", "Task", "list"],
  ["listTaskGallery", "Task", "listGallery"],
  ["bulkCreateTasks", "Task", "bulkCreate"],
  ["getTaskTracking", "Task", "getTracking"],
  ["uploadTaskPhoto", "Task", "uploadPhoto"],
  ["getPublicTask", "Task", "getPublic"],
  ["listFlowFields", "Flow", "listFields"],
  ["getFlowFieldsByName", "Flow", "getFieldsByName"],
  ["reorderFlows", "Flow", "reorder"],
  ["checkFlowVersions", "Flow", "checkVersions"],
  ["reorderVisits", "RoutingResult", "reorderVisits"],
  ["retryTaskforce", "Task", "retryTaskforce"],
])("%s in the group of %s is called %s", ([id = "", noun = "", name]) => {
  expect(methodName(id, { singular: noun, plural: `${noun}s` })).toBe(name);
});

test("every file says that it is generated", async () => {
  for (const [path, text] of await generatedFiles(harbour)) {
    expect(text, path).toMatch(/^\/\/ Generated from the OpenAPI document\. Do not edit\.\n/);
  }
});

test("a method tells what the document tells: summary, description, error statuses and an example call", async () => {
  const source = (await generatedFiles(harbour)).get("resources/ships.ts");
  expect(source).toContain(`  /**
   * Move a ship.
   *
   * It must be afloat.
   *
   * @throws ApiError with status 404.
   * @example
   * await mile.ships.move("a1", "a1", body, { since: "2026-03-09" });
   */
  move(shipId: string, berth: string, body: MoveShipBody, query: MoveShipQuery, options?: RequestOptions): Promise<Ship> {`);
});

test("an error class is named by the document's response", async () => {
  const source = (await generatedFiles(harbour)).get("errors.ts");
  expect(source).toContain(
    "/** Status 404. No ship has this id. See *\\/ below. */\nexport class GoneError extends ApiError",
  );
  expect(source).toContain("  404: GoneError,\n");
});

const ships = (paths: Document["paths"], tag = {}) => generatedFiles(documentWith(paths, tag));

test("two methods of one name are refused, with both operations named", async () => {
  const paths = { "/a": { get: operation("listShips") }, "/b": { get: operation("listShip") } };
  await expect(ships(paths)).rejects.toThrow('In "ships", listShips and listShip would both be called "list".');
});

test("a tag without a group, or an operation without a tag, is refused by name", async () => {
  const used = { "/a": { get: operation("listShips") } };
  await expect(ships(used, { "x-group": undefined })).rejects.toThrow('Tag "Ship" needs `x-group`');
  const stray = { "/a": { get: operation("listBoats", { tags: ["Boat"] }) } };
  await expect(ships(stray)).rejects.toThrow("listBoats: its first tag is not among `tags`.");
});

test("a parameter that could not be sent as documented is refused by name", async () => {
  for (const parameter of [
    { name: "X-Flag", in: "header" },
    { name: "tags", in: "query", explode: false },
  ]) {
    const paths = { "/a": { get: operation("listShips", { parameters: [parameter] }) } };
    await expect(ships(paths)).rejects.toThrow(
      `listShips: it can't send the ${parameter.in} parameter "${parameter.name}"`,
    );
  }
});

test("a path parameter that is not described is refused by name", async () => {
  const paths = { "/a/{shipId}": { get: operation("getShip") } };
  await expect(ships(paths)).rejects.toThrow('getShip: the path parameter "shipId" is not described.');
});

import { expect, test } from "vitest";
import { call, quietMock } from "./support.ts";

const { mock } = quietMock();

test("the list of roles names permissions by id only", async () => {
  const roles = (await call(mock, "GET", "/roles")).at("/data");
  expect(roles).toHaveLength(3);
  for (const role of [roles].flat()) expect(role).not.toHaveProperty("permission");
});

test("every role that a user has can be read, with access where the list grants it", async () => {
  for (const [number, name] of [
    ["1", "owner"],
    ["2", "Dispatcher"],
    ["3", "Driver"],
  ]) {
    const role = await call(mock, "GET", `/role/695b1b20c4d1e2f3a4b5030${number}`);
    expect(role.at("/data/name")).toBe(name);
    const granted = [role.at("/data/permissionList")].flat();
    const rows = [role.at("/data/permission")].flat();
    for (const row of rows) expect(row).toMatchObject({ access: granted.includes(Reflect.get(Object(row), "_id")) });
  }
});

import { isObject, type Operation, operations, valueAt } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { expect, test } from "vitest";
import { withValueAt } from "../../src/json.ts";
import { call, quietMock } from "./support.ts";

const bulks = operations
  .filter(({ resource: { rows, item } }) => rows !== undefined && item !== undefined)
  .map((operation) => [operation.id, operation] as const);

/** Sends the first documented request with more rows in front of its own. */
async function send({ id, method, path, resource: { rows = "" } }: Operation, bad: readonly unknown[]) {
  const { mock } = quietMock();
  const value = examplesOf(id).requests[0]?.value;
  const documented = valueAt(value, rows);
  const own = Array.isArray(documented) ? documented : [];
  return { own, reply: await call(mock, method, path, withValueAt(value, rows, [...bad, ...own])) };
}

test.each(bulks)("a row of %s that breaks the schema fails alone", async (_, operation) => {
  const { own, reply } = await send(operation, [5, { _id: { a: [] }, name: 5, refId: null, dataId: [] }]);
  expect(reply.status).toBeLessThan(300);
  const results = reply.at(operation.resource.item ?? "");
  expect(results).toHaveLength(own.length + 2);
  const [first, second, ...others] = Array.isArray(results) ? results.filter(isObject) : [];
  expect(first?.message).toMatch(/^The row .*must be an object\.$/);
  expect(second?.message).toMatch(/^The (\w+ field|row) (is|must|does|fits) .*\.$/);
  for (const failed of [first, second]) expect(failed?.status ?? false).toBe(false);
  expect(reply.at("/failed") ?? 2).toBe(others.filter(({ status }) => status === false).length + 2);
});

test.each(bulks)("%s refuses a request as a whole whose rows are missing or no list", async (_, operation) => {
  const { mock } = quietMock();
  const { method, path } = operation;
  const { rows = "" } = operation.resource;
  for (const value of [{ [rows.slice(1)]: {} }, {}]) {
    expect((await call(mock, method, path, value)).status).toBe(400);
  }
});

test("the message of a failed row is the one that a single request gets, and the row keeps its name", async () => {
  const { mock } = quietMock();
  const { flow: _, ...schedule } = Object(examplesOf("createTaskSchedule").requests[0]?.value);
  const { body } = await call(mock, "POST", "/task/schedules/bulk", {
    schedules: [schedule, { ...schedule, name: 5 }],
  });
  const message = "The flow field is required.";
  expect((await call(mock, "POST", "/task/schedule", schedule)).body).toMatchObject({ message });
  expect(body).toEqual({
    success: 0,
    failed: 2,
    schedules: [
      { status: false, message, name: schedule.name },
      { status: false, message },
    ],
    failed_index: [0, 1],
  });
});

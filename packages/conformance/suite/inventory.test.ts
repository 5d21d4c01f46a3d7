// The document against the published API: nothing is missing, and whatever differs says why.
import { describe, expect, test } from "vitest";
import { compare } from "../src/inventory/compare.ts";
import { readBundle, readInventory } from "../src/inventory/read.ts";
import type { Declared, Difference } from "../src/inventory/types.ts";

const { operations, events, declared } = readInventory();
const document = readBundle();
const differences = compare(document, operations, events);

describe("the document and the published API", () => {
  test("the inventory has 144 operations and 8 events", () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(144);
    expect(new Set(events.map(({ id }) => id)).size).toBe(8);
  });

  test.for(operations.map((one) => [one.id, `${one.method} ${one.path}`] as const))(
    "%s (%s) is there with its parameters, properties and codes",
    ([id]) => {
      expect(undeclared(id)).toEqual([]);
    },
  );

  test.for(events.map(({ id }) => id))("the event %s is there with the fields of its body", (id) => {
    expect(undeclared(id)).toEqual([]);
  });

  test("the document has nothing that is neither published nor declared with a reason", () => {
    const known = new Set([...operations, ...events].map(({ id }) => id));
    expect(differences.filter(({ id }) => !known.has(id)).filter((one) => !isDeclared(one))).toEqual([]);
  });

  test("every declared difference still exists and has a reason", () => {
    const stale = declared.flatMap((entry) =>
      (entry.ids ?? [undefined]).filter(
        (id) => !differences.some((one) => covers(entry, one) && (id ?? one.id) === one.id),
      ),
    );
    expect(stale).toEqual([]);
    for (const { reason } of declared) expect(reason).toMatch(/^[A-Z`].{20,}\.$/);
  });
});

function undeclared(id: string): string[] {
  return differences.filter((one) => one.id === id && !isDeclared(one)).map(({ at, what }) => `${at} ${what}`.trim());
}

function isDeclared(difference: Difference): boolean {
  return declared.some((entry) => covers(entry, difference));
}

/** An operation that is missing as a whole cannot be declared. */
function covers(entry: Declared, difference: Difference): boolean {
  return entry.at === difference.at && (entry.ids === undefined || entry.ids.includes(difference.id));
}

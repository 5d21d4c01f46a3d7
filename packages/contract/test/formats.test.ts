import { expect, test } from "vitest";
import { formats } from "../src/formats.ts";
import { equal, ucs2length } from "../src/runtime.ts";

const cases = {
  email: {
    good: ["danu.ombak@kurirsamudra.example", "a+b@c.d.e"],
    bad: ["danu", "a@b", "a@b..c", "a b@c.d", "a@@b.c"],
  },
  uri: {
    good: ["https://kurirsamudra.example/a?b#c", "mailto:a@b.c", "https://a+b,c.3d/%20"],
    bad: ["/relative", "https://a b", "", "http://", "https://a/%2", "https://a/^"],
  },
  date: { good: ["2026-03-09", "2024-02-29"], bad: ["2026-02-29", "2026-3-9", "2026-03-09T00:00:00Z", "0000-13-01"] },
};

test.each(Object.entries(cases))("%s tells good from bad", (format, { good, bad }) => {
  expect(good.filter((text) => formats[format]?.(text) !== true)).toEqual([]);
  expect(bad.filter((text) => formats[format]?.(text) !== false)).toEqual([]);
});

test("length counts characters, not halves of them", () => {
  expect(["", "Malang", "📦", "a📦b", "\udce6\ud83d"].map(ucs2length)).toEqual([0, 6, 1, 3, 2]);
});

test("JSON values are equal whatever the order of their keys", () => {
  expect(equal({ a: [1, { b: null }], c: 2 }, { c: 2, a: [1, { b: null }] })).toBe(true);
  expect(equal({ a: 1 }, { b: 1 })).toBe(false);
  expect(equal({ a: undefined }, { b: undefined })).toBe(false);
  expect(equal([1], { 0: 1 })).toBe(false);
  expect(equal([1, 2], [2, 1])).toBe(false);
  expect(equal(null, {})).toBe(false);
});

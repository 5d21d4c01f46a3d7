import { expect, test } from "vitest";
import { readCsv } from "../../src/resources/data/csv.ts";

test.for([
  [
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ["\uFEFFa\n\n1\n", [["a"], ["1"]]],
  ['a,"b, ""c""\nd",\n', [["a", 'b, "c"\nd', ""]]],
  [" a , b", [["a", "b"]]],
  ['"",x', [["", "x"]]],
  ["", []],
] as const)("%j is read as %j", ([text, rows]) => {
  expect(readCsv(text)).toEqual(rows);
});

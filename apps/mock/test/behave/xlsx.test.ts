import { describe, expect, test } from "vitest";
import { readTable } from "../../src/resources/data/import-table.ts";
import { Unreadable } from "../../src/resources/data/unreadable.ts";
import { readXlsx } from "../../src/resources/data/xlsx/xlsx.ts";
import { workbook, zip } from "./xlsx-file.ts";

/** The rows of a sheet with these cells in one row. */
const read = (cells: string, more: Record<string, string> = {}) => readXlsx(zip(workbook(`<row>${cells}</row>`, more)));
const styles = (code: string) => ({
  "xl/styles.xml":
    `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${code}"/></numFmts><cellStyleXfs><xf numFmtId="14"/>` +
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>',
});

describe("a sheet", () => {
  test.each(["deflated", "stored"] as const)("is the first of the workbook, in parts that are %s", (method) => {
    const file = zip(workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"), method);
    expect(readXlsx(file)).toEqual([["1", "2"], ["3"]]);
  });

  test("may stand anywhere and carry prefixes", () => {
    const parts = workbook("", {
      "xl/_rels/workbook.xml.rels":
        "<p:Relationships><p:Relationship Target='/any/sheet.xml' Id='rId3'/></p:Relationships>",
      "any/sheet.xml": '<x:worksheet><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row></x:worksheet>',
    });
    expect(readXlsx(zip(parts))).toEqual([["a"]]);
  });

  test("keeps cells in their columns when others are left out", () => {
    const [row = []] = read('<c r="B1"><v>1</v></c><c><v>2</v></c><c r="AA1"><v>3</v></c><c r="AB1" s="1"/>');
    expect([row[1], row[2], row[26], row.length]).toEqual(["1", "2", "3", 27]);
  });
});

test.each([
  ["a shared text", '<c t="s"><v>1</v></c>', "Salt & pepper"],
  ["a shared text in pieces, without its reading", '<c t="s"><v>2</v></c>', "Rice 10 kg"],
  ["a shared text that is not there", '<c t="s"><v>9</v></c><c><v>1</v></c>', undefined],
  ["a text of its own", '<c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>', "a b"],
  ["the text of a formula", '<c t="str"><f>"x"&amp;"y"</f><v>xy</v></c>', "xy"],
  [
    "signs in all notations",
    '<c t="str"><v>&lt;&#65;&#x42;<![CDATA[<c>]]>_x0041_&#x110000;</v></c>',
    "<AB<c>A&#x110000;",
  ],
  ["a number", "<c><v>1.1000000000000001</v></c>", "1.1"],
  ["a large number", "<c><v>6.2315550112E10</v></c>", "62315550112"],
  ["a boolean", '<c t="b"><v>0</v></c>', "FALSE"],
  ["an error", '<c t="e"><v>#N/A</v></c>', "#N/A"],
])("%s is read as it is shown", (_, cells, shown) => {
  const strings =
    "<sst><si><t>no</t></si><si><t>Salt &amp; pepper</t></si>" +
    "<si><r><t>Rice</t></r><r><t> 10 kg</t></r><rPh><t>reading</t></rPh></si></sst>";
  expect(read(cells, { "xl/sharedStrings.xml": strings })[0]?.[0]).toBe(shown);
});

describe("a number with a style", () => {
  test.each([
    ["yyyy-mm-dd", 46090, "2026-03-09"],
    ["dd/mm/yyyy", 46090, "09/03/2026"],
    ["[$-409]d\\ mmmm\\ yy;@", 46090, "9 March 26"],
    ["dddd, mmm d", 46090, "Monday, Mar 9"],
    ["yyyy-mm-dd hh:mm:ss", 46090.354166666664, "2026-03-09 08:30:00"],
    ["h:mm AM/PM", 46090.59375, "2:15 PM"],
    ["hh:mm", 0.354166666666667, "08:30"],
    ["mm:ss.0", 0.0007, "01:00.4"],
    ["[h]:mm", 1.5, "36:00"],
    ["&quot;day &quot;d", 1, "day 1"],
    ["yyyy-mm-dd", 60.5, "1900-02-28"],
    ["yyyy-mm-dd", -1, "-1"],
    ["yyyy-mm-dd", 3e6, "3000000"],
    ["0.00 &quot;days&quot;", 5, "5"],
    ["[Red]#,##0", 5, "5"],
    [`yyyy${" ".repeat(300)}`, 5, "5"],
  ])("%j shows %d as %j", (code, value, shown) => {
    expect(read(`<c s="1"><v>${value}</v></c>`, styles(code))).toEqual([[shown]]);
  });

  test("is a date only where the style says so, and in the calendar of its file", () => {
    const cells = '<c s="2"><v>44628</v></c><c s="0"><v>44628</v></c><c s="9"><v>44628</v></c>';
    expect(read(cells, styles("0"))).toEqual([["2022-03-08", "44628", "44628"]]);
    const book = '<workbook><workbookPr date1904="1"/><sheets><sheet r:id="rId3"/></sheets></workbook>';
    expect(read(cells, { ...styles("0"), "xl/workbook.xml": book })[0]?.[0]).toBe("2026-03-09");
  });
});

describe("a hostile file", () => {
  const far = "a".repeat(33 * 1024 * 1024);

  test("can't unpack to more than 32 MB", () => {
    const reason = "The file holds more than 32 MB when it is unpacked.";
    expect(() => read(far)).toThrow(new Unreadable(reason));
    const half = far.slice(0, far.length / 2);
    expect(() => read(half, { "xl/sharedStrings.xml": half })).toThrow(new Unreadable(reason));
  });

  test("can't repeat one text without end", () => {
    const shared = { "xl/sharedStrings.xml": `<sst><si><t>${far.slice(0, 1024 * 1024)}</t></si></sst>` };
    const cells = '<c t="s"><v>0</v></c>'.repeat(40);
    expect(() => read(cells, shared)).toThrow(new Unreadable("The cells of the file hold too much text."));
  });

  test.each(["<", "<c ", '<c "', "<c '\"", "<!--", "<![CDATA[", "<?", "&#1", "<c r=", "<c><v>"])(
    "that repeats %j is read in a moment",
    (piece) => {
      const begin = performance.now();
      expect(read(piece.repeat(300_000)).flat()).toEqual([]);
      expect(performance.now() - begin).toBeLessThan(2000);
    },
  );

  test("with any byte changed or cut off becomes rows or the reason why not", () => {
    const whole = zip(
      workbook('<row><c t="str"><v>dataId</v></c></row><row><c s="2"><v>46090</v></c></row>', styles("0")),
    );
    const dataType = { fields: [{ id: "dataId", type: "primaryKey" }] };
    const table = (bytes: Uint8Array) =>
      readTable({ filename: "a.xlsx", contentType: "", size: bytes.length, bytes }, dataType);
    expect(table(whole)).toEqual({ rows: [{ dataId: "2026-03-09" }], error: undefined });
    // The last two bytes are the length of a comment, which nobody needs.
    for (let at = 0; at < whole.length - 2; at++) {
      const changed = whole.with(at, 255 - (whole[at] ?? 0));
      expect(table(changed).error ?? "none").not.toBe("");
      expect(table(whole.subarray(0, at))).toEqual({ rows: [], error: expect.stringMatching(/^The file is /) });
    }
  });
});

import { type DateFormat, readDateFormat } from "./dates.ts";
import { readSheet, readStrings } from "./sheet.ts";
import { attribute, readXml } from "./xml.ts";
import { openZip } from "./zip.ts";

/** What the parts of a file may hold in all when they are unpacked, in bytes: some hundred thousand cells. */
const maxUnpacked = 32 * 1024 * 1024;

/**
 * Reads the first sheet of an XLSX file (ECMA-376): rows of cells as the sheet shows them, without empty rows. Empty cells
 * are missing from their row. Throws: `Unreadable` with a reason, anything else where the file is damaged.
 */
export function readXlsx(bytes: Uint8Array): string[][] {
  const part = openZip(bytes, maxUnpacked);
  const book = readBook(part("xl/workbook.xml") ?? "");
  const sheet = part(pathOf(part("xl/_rels/workbook.xml.rels") ?? "", book.sheetId));
  if (sheet === undefined) throw new Error("the first sheet is not there");
  const strings = readStrings(part("xl/sharedStrings.xml") ?? "");
  const formats = readFormats(part("xl/styles.xml") ?? "", book.since1904);
  return readSheet(sheet, strings, formats);
}

const attributes = {
  id: attribute("Id"),
  target: attribute("Target"),
  sheetId: attribute("\\w+:id"),
  since1904: attribute("date1904"),
  format: attribute("numFmtId"),
  code: attribute("formatCode"),
};
const ignore = () => {};

function readBook(xml: string) {
  const sheetIds: unknown[] = [];
  let since1904 = false;
  const open = (name: string, tag: string) => {
    if (name === "sheet") sheetIds.push(attributes.sheetId(tag));
    if (name === "workbookPr") since1904 = ["1", "true"].includes(attributes.since1904(tag) ?? "");
  };
  readXml(xml, { open, close: ignore, text: ignore });
  return { sheetId: sheetIds[0], since1904 };
}

/** Name of the part that holds a sheet. */
function pathOf(relations: string, sheetId: unknown): string {
  let target = "";
  const open = (name: string, tag: string) => {
    if (name === "Relationship" && attributes.id(tag) === sheetId) target = attributes.target(tag) ?? "";
  };
  readXml(relations, { open, close: ignore, text: ignore });
  return new URL(target, "http://file/xl/workbook.xml").pathname.slice(1);
}

/** For each style of cells how it shows dates; undefined for those that show none. */
function readFormats(xml: string, since1904: boolean): readonly (DateFormat | undefined)[] {
  const codes = new Map<string, string | undefined>();
  const formats = new Map<string, DateFormat | undefined>();
  const styles: (DateFormat | undefined)[] = [];
  let isInside = false;
  readXml(xml, {
    open(name, tag) {
      if (name === "cellXfs") isInside = true;
      if (name !== "numFmt" && !(name === "xf" && isInside)) return;
      const id = attributes.format(tag) ?? "0";
      if (name === "numFmt") codes.set(id, attributes.code(tag));
      else {
        if (!formats.has(id)) formats.set(id, readDateFormat(id, codes.get(id), since1904));
        styles.push(formats.get(id));
      }
    },
    close(name) {
      if (name === "cellXfs") isInside = false;
    },
    text: ignore,
  });
  return styles;
}

import { deflateRawSync } from "node:zlib";

/** Writes a ZIP file of parts by name, each deflated or stored as it is. */
export function zip(
  parts: Readonly<Record<string, string>>,
  method: "deflated" | "stored" = "deflated",
): Buffer<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text);
    const packed = method === "stored" ? content : deflateRawSync(content);
    const shared = [number(2, method === "stored" ? 0 : 8), number(8, 0), number(4, packed.length)];
    const rest = Buffer.concat([...shared, number(4, content.length), number(2, Buffer.byteLength(name))]);
    const header = [Buffer.from("PK\u0003\u0004"), number(4, 20), rest, number(2, 0), Buffer.from(name), packed];
    bodies.push(Buffer.concat(header));
    const entry = [Buffer.from("PK\u0001\u0002"), number(6, 20), rest, number(12, 0), number(4, offset)];
    directory.push(Buffer.concat([...entry, Buffer.from(name)]));
    offset += Buffer.concat(header).length;
  }
  const entries = Buffer.concat(directory);
  const counts = [number(2, directory.length), number(2, directory.length), number(4, entries.length)];
  const end = [Buffer.from("PK\u0005\u0006"), number(4, 0), ...counts, number(4, offset), number(2, 0)];
  return Buffer.concat([...bodies, entries, ...end]);
}

/** A number in some bytes, the lowest first; those beyond the sixth are zero. */
function number(bytes: number, value: number): Buffer<ArrayBuffer> {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, Math.min(bytes, 6));
  return buffer;
}

/** The parts of a workbook whose first sheet has this data; other parts can be added or take the place of these. */
export function workbook(sheetData: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "xl/workbook.xml":
      '<workbook><sheets><sheet name="A" sheetId="7" r:id="rId3"/><sheet r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<Relationships><Relationship Id="rId1" Target="worksheets/other.xml"/><Relationship Id="rId3" Target="worksheets/first.xml"/></Relationships>',
    "xl/worksheets/first.xml": `<?xml version="1.0"?><worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    "xl/worksheets/other.xml": "<worksheet><sheetData><row><c><v>0</v></c></row></sheetData></worksheet>",
    ...more,
  };
}

/** An XLSX file with texts in its cells. */
export function xlsx(rows: readonly (readonly string[])[]): Buffer<ArrayBuffer> {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return zip(workbook(rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")));
}

import { inflateRawSync } from "node:zlib";
import { Unreadable } from "../unreadable.ts";

interface Part {
  readonly method: number;
  /** Bytes that the part takes in the file. */
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/**
 * Opens a ZIP file by its central directory. What is returned unpacks one part as text; undefined when no part has that
 * name. Parts may hold `maxBytes` in all, so that a small file can't fill the memory. Both throw: `Unreadable` with a
 * reason, anything else where the file is damaged.
 */
export function openZip(bytes: Uint8Array, maxBytes: number): (name: string) => string | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = readDirectory(file);
  let left = maxBytes;
  return (name) => {
    const part = parts.get(name);
    if (part === undefined) return undefined;
    const content = unpack(file, part, left);
    left -= content.byteLength;
    if (left < 0) throw tooLarge(maxBytes);
    return new TextDecoder().decode(content);
  };

  function unpack(from: Buffer, { method, size, offset }: Part, max: number): Buffer {
    expectAt(from, offset, marks.part);
    const start = offset + 30 + from.readUInt16LE(offset + 26) + from.readUInt16LE(offset + 28);
    const packed = from.subarray(start, start + size);
    if (method === 0 && packed.byteLength === size) return packed;
    if (method !== 8) throw new Error("the part is cut off or packed in another way");
    try {
      return inflateRawSync(packed, { maxOutputLength: max + 1 });
    } catch (error) {
      throw error instanceof RangeError ? tooLarge(maxBytes) : error;
    }
  }
}

function readDirectory(file: Buffer): ReadonlyMap<string, Part> {
  const end = file.lastIndexOf(marks.end, file.length, "latin1");
  if (end === -1) throw new Error("the directory is missing");
  const parts = new Map<string, Part>();
  let at = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count--) {
    expectAt(file, at, marks.entry);
    const name = file.toString("utf8", at + 46, at + 46 + file.readUInt16LE(at + 28));
    const part = { method: file.readUInt16LE(at + 10), size: file.readUInt32LE(at + 20) };
    parts.set(name, { ...part, offset: file.readUInt32LE(at + 42) });
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return parts;
}

/** What the records of a ZIP file begin with. */
const marks = { part: "PK\u0003\u0004", entry: "PK\u0001\u0002", end: "PK\u0005\u0006" };

function expectAt(file: Buffer, at: number, mark: string): void {
  if (file.toString("latin1", at, at + 4) !== mark) throw new Error("the directory leads nowhere");
}

const tooLarge = (bytes: number) =>
  new Unreadable(`The file holds more than ${bytes / (1024 * 1024)} MB when it is unpacked.`);

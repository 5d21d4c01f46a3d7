import { crc32, deflateSync } from "node:zlib";

type Bytes = Uint8Array<ArrayBuffer>;

/** Width and height of the images. */
const side = 8;

/** A grey PNG: https://www.w3.org/TR/png-3/ */
export function png(): Bytes {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  // 8 bits per pixel, grey, no interlacing.
  const header = [...uint32(side), ...uint32(side), 8, 0, 0, 0, 0];
  // Each row begins with its filter: none.
  const rows = Array.from({ length: side }, () => [0, ...Array<number>(side).fill(128)]).flat();
  const data = deflateSync(Uint8Array.from(rows));
  return Uint8Array.from([...signature, ...chunk("IHDR", header), ...chunk("IDAT", [...data]), ...chunk("IEND", [])]);
}

function chunk(type: string, data: readonly number[]): number[] {
  const named = [...Buffer.from(type), ...data];
  return [...uint32(data.length), ...named, ...uint32(crc32(Uint8Array.from(named)))];
}

function uint32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
}

/** A grey baseline JPEG of one block: https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
export function jpeg(): Bytes {
  const begin = [0xff, 0xd8];
  const jfif = segment(0xe0, [...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  const quantization = segment(0xdb, [0, ...Array<number>(64).fill(1)]);
  // 8 bits per pixel, one component.
  const frame = segment(0xc0, [8, 0, side, 0, side, 1, 1, 0x11, 0]);
  const huffman = [0x00, 0x10].flatMap((table) => segment(0xc4, [table, ...oneCode]));
  const scan = segment(0xda, [1, 1, 0, 0, 63, 0]);
  // Two zero bits, "no difference to grey" and "nothing follows in this block", filled up with ones.
  const block = [0b00111111];
  return Uint8Array.from([...begin, ...jfif, ...quantization, ...frame, ...huffman, ...scan, ...block, 0xff, 0xd9]);
}

/** A Huffman table with a single code: one bit, which stands for 0. */
const oneCode = [1, ...Array<number>(15).fill(0), 0];

function segment(marker: number, data: readonly number[]): number[] {
  const length = data.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...data];
}

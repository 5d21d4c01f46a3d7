import type { Random } from "./random.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Ways to spoil the text of a JSON body. */
const spoilers: readonly ((text: string, random: Random) => string | Uint8Array)[] = [
  (text, random) => text.slice(0, random.int(0, text.length)),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => `${text},`,
  (text) => text.replaceAll('"', "'"),
  (text) => `// ${text}`,
  (text) => text.replace("{", '{"__proto__":{"polluted":true},'),
  (text) => text.replace("{", '{"constructor":{"prototype":{"polluted":true}},'),
  (text) => text.replace(/^\{("(?:[^"\\]|\\.)*":)/, '{$1"first",$1'),
  (text) => text.replace(/:\s*(?:"[^"]*"|\d+)/, ":1e999"),
  (text) => text.replace(/:\s*(?:"[^"]*"|\d+)/, ":123456789012345678901234567890"),
  (text) => text.replace(/:\s*(?:"[^"]*"|\d+)/, ":NaN"),
  (text) => text.replace(/:\s*"[^"]*"/, ':"\\ud800"'),
  (text) => text.replace(/:\s*"[^"]*"/, ':"\\u0000"'),
  (text) => text.replace(/:\s*"[^"]*"/, ':"a\nb"'),
  (text) => text.replace(/:/, `:${"[".repeat(20_000)}`),
  (_, random) => nested(random.pick([20, 1000, 20_000]), "[", "]"),
  (_, random) => nested(random.pick([20, 1000, 20_000]), '{"a":', "}"),
  (text) => text.replace(/:/, `:${nested(5000, "[", "]")},"rest":`),
  (text) => Uint8Array.from([...bytes(text).slice(0, -1), 0xff, 0xfe, 0x7d]),
  (text) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]),
  (text) => bytes(text).map((byte) => (byte === 0x61 ? 0xc3 : byte)),
  (_, random) => Uint8Array.from({ length: random.int(1, 3000) }, () => random.int(0, 255)),
  () => " ".repeat(10_000),
  (text) => `${text.slice(0, -1)},"pad":"${"x".repeat(300_000)}"}`,
  () => "null",
  () => "[]",
  () => "0",
  () => '""',
];

/** A body that is JSON text no more, or JSON that nobody sends by mistake. */
export function spoil(text: string, random: Random): Uint8Array {
  const spoilt = random.pick(spoilers)(text, random);
  return typeof spoilt === "string" ? bytes(spoilt) : spoilt;
}

function nested(depth: number, open: string, close: string): string {
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
}

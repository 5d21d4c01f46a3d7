/** The preferences that the mock knows, as they are written in a `Prefer` header. Others are ignored. */
export type Preferences = { [name in (typeof names)[number]]?: string };

const names = ["code", "example", "dynamic", "delay", "scenario"] as const;

// One preference (RFC 7240, section 2): a name with an optional value, which is a token or a quoted text. Parameters
// behind a semicolon are skipped.
const preference = /(?:^|,)\s*([^\s,;="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g;

/** Reads a `Prefer` header. Of a preference that stands there twice the first counts, as RFC 7240 says. */
export function readPrefer(header: string): Preferences {
  const found: Preferences = {};
  for (const [, name = "", quoted, token = ""] of header.matchAll(preference)) {
    const key = names.find((known) => known === name.toLowerCase());
    if (key === undefined) continue;
    found[key] ??= quoted === undefined ? token : quoted.replace(/\\(.)/g, "$1");
  }
  return found;
}

/** Told what an XML text holds, in its order. Names come without their prefix. */
interface XmlListener {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads an XML text. Takes a time in proportion to its length whatever it holds, and ends where it stops being XML:
 * nothing is looked for that was looked for in vain before.
 */
export function readXml(xml: string, listener: XmlListener): void {
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf("<", at);
    if (start === -1) return;
    if (start > at) listener.text(plain(xml.slice(at, start)));
    const isAside = xml[start + 1] === "!" || xml[start + 1] === "?";
    const aside = isAside ? asides.find(({ begin }) => xml.startsWith(begin, start)) : undefined;
    const end = aside === undefined ? endOfTag(xml, start) : xml.indexOf(aside.end, start + aside.begin.length);
    if (end === -1) return;
    if (aside === undefined) readTag(xml.slice(start + 1, end), listener);
    else if (aside.isText) listener.text(xml.slice(start + aside.begin.length, end));
    at = end + (aside?.end.length ?? 1);
  }
}

/** What begins like a tag and is none. */
const asides = [
  { begin: "<![CDATA[", end: "]]>", isText: true },
  { begin: "<!--", end: "-->", isText: false },
  { begin: "<?", end: "?>", isText: false },
];

/** Position of the `>` that ends a tag; values of attributes may hold others. */
function endOfTag(xml: string, start: number): number {
  for (let at = start; at < xml.length; at++) {
    const sign = xml[at];
    if (sign === ">") return at;
    if (sign === '"' || sign === "'") {
      at = xml.indexOf(sign, at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

function readTag(tag: string, listener: XmlListener): void {
  const [, slash, full = ""] = /^(\/?)([^\s/]*)/.exec(tag) ?? [];
  const name = full.slice(full.indexOf(":") + 1);
  if (slash !== "/") listener.open(name, tag.slice(full.length));
  if (slash === "/" || tag.endsWith("/")) listener.close(name);
}

/** Makes a function that finds the value of one attribute among those of a tag. `name` may be a regular expression. */
export function attribute(name: string): (attributes: string) => string | undefined {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return (attributes) => {
    const found = pattern.exec(attributes);
    return found === null ? undefined : plain(found[1] ?? found[2] ?? "");
  };
}

const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (reference, decimal, hex, name) => {
    if (name !== undefined) return signs[name] ?? reference;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? reference : String.fromCodePoint(code);
  });
}

/** Writes a number as the date or time that it stands for; undefined for one that no calendar has. */
export type DateFormat = (serial: number) => string | undefined;

/**
 * Formats that files name by a number only (ECMA-376 18.8.30). What 14 and 22 show depends on the reader's country: here it
 * is the notation of the API.
 */
const known: Readonly<Record<string, string>> = {
  14: "yyyy-mm-dd",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy-mm-dd hh:mm:ss",
  45: "mm:ss",
  46: "[h]:mm:ss",
  47: "mm:ss.0",
};

/** Characters of a format at most, as in spreadsheet programs. */
const maxLength = 255;

/** One piece of a format: a unit such as `yyyy`, or else text to be shown as it is. */
const piece = /"([^"]*)"|\\(.)|[_*].|(\[(?:h+|m+|s+)\]|y+|m+|d+|h+|s+|\.0+|am\/pm|a\/p)|\[[^\]]*\]|(.)/gi;

interface Piece {
  readonly unit: string | undefined;
  readonly text: string;
}

/**
 * Reads a number format; undefined when it shows no date. `code` is how the file spells it out, `since1904` which of the two
 * calendars it uses.
 */
export function readDateFormat(id: string, code = known[id] ?? "", since1904 = false): DateFormat | undefined {
  const pieces = code.length > maxLength ? [] : readPieces(code);
  const units = pieces.flatMap(({ unit }) => unit ?? []);
  const isFine = units.some((unit) => unit.startsWith("."));
  const isHalf = units.some((unit) => unit.includes("/"));
  if (!units.some((unit) => !unit.startsWith("."))) return undefined;
  return (serial) => {
    if (serial < 0 || serial >= 2_958_466) return undefined;
    // The older calendar has a 29 February 1900.
    const day = since1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
    const precision = isFine ? 1 : 1000;
    const date = new Date(Math.round(((day - 25_569) * 86_400_000) / precision) * precision);
    const moment = { date, iso: date.toISOString(), seconds: Math.round(serial * 86_400), isHalf };
    return pieces.map(({ unit, text }) => (unit === undefined ? text : writeUnit(unit, moment))).join("");
  };
}

/** The pieces of a format's first section. `m` becomes `n` where it stands for minutes: beside hours or seconds. */
function readPieces(code: string): readonly Piece[] {
  const [section = ""] = code.split(";");
  const pieces = [...section.matchAll(piece)]
    .map(([, quoted, escaped, unit, plain]) => ({ unit: unit?.toLowerCase(), text: quoted ?? escaped ?? plain ?? "" }))
    .filter(({ unit, text }) => unit !== undefined || text !== "");
  const units = pieces.flatMap(({ unit }) => unit ?? []);
  let place = -1;
  return pieces.map(({ unit, text }) => {
    if (unit !== undefined) place++;
    const isMinutes = /h/.test(units[place - 1] ?? "") || /s/.test(units[place + 1] ?? "");
    return { unit: isMinutes ? unit?.replace(/^mm?$/, (m) => "n".repeat(m.length)) : unit, text };
  });
}

/** A date as the units of a format see it. */
interface Moment {
  readonly date: Date;
  readonly iso: string;
  /** Seconds since the first day of the calendar. */
  readonly seconds: number;
  /** Whether the hours begin again at noon. */
  readonly isHalf: boolean;
}

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const places: Readonly<Record<string, number>> = { m: 5, d: 8, h: 11, n: 14, s: 17 };
const elapsed: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

function writeUnit(unit: string, { date, iso, seconds, isHalf }: Moment): string {
  const [sign = ""] = unit;
  const hours = date.getUTCHours();
  if (sign === "[") return String(Math.floor(seconds / (elapsed[unit[1] ?? ""] ?? 1))).padStart(unit.length - 2, "0");
  if (sign === ".") return iso.slice(19, 19 + unit.length).replace("Z", "");
  if (sign === "a") return hours < 12 ? "AM" : "PM";
  if (sign === "y") return iso.slice(unit.length > 2 ? 0 : 2, 4);
  if (unit.length > 2 && "md".includes(sign)) {
    const name = (sign === "m" ? months[date.getUTCMonth()] : days[date.getUTCDay()]) ?? "";
    return unit.length === 3 ? name.slice(0, 3) : name;
  }
  const place = places[sign] ?? 0;
  const value = sign === "h" && isHalf ? String(hours % 12 || 12).padStart(2, "0") : iso.slice(place, place + 2);
  return unit.length === 1 ? String(Number(value)) : value;
}

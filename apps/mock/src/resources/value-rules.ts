/** What a value must be. */
export interface Rule {
  readonly accepts: (value: unknown) => boolean;
  /** The same as the end of a sentence: `a number`. */
  readonly wording: string;
}

/** Makes a rule for texts of a pattern. */
export const matches = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);

const isPair = matches(/^-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?$/);

/** A position as records hold it. */
export const position: Rule = {
  accepts: (value) => isPair(value) && isOnEarth(String(value)),
  wording: "latitude,longitude, such as -7.2458,112.7378",
};

function isOnEarth(pair: string): boolean {
  const comma = pair.indexOf(",");
  return Math.abs(Number(pair.slice(0, comma))) <= 90 && Math.abs(Number(pair.slice(comma + 1))) <= 180;
}

/** Whether a value is a time of day: `HH:mm` or `HH:mm:ss`. */
export const isTimeOfDay = matches(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/);

/** Whether a value is a date, if perhaps of no calendar: `YYYY-MM-DD`. */
export const isDate = matches(/^\d{4}-\d\d-\d\d$/);

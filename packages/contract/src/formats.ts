/**
 * Checks of the text formats that have no pattern in the document. All other formats are notes for readers, such as
 * `int64`, or come with a pattern, such as `datetime`.
 */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  email: isEmail,
  uri: isUri,
  date: isDate,
};

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);
}

/** As RFC 3986 writes it, which allows host names that a browser would not open; `//` must be followed by a host. */
function isUri(text: string): boolean {
  return /^[a-z][a-z\d+.-]*:(?!\/\/(?:[/?#]|$))(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i.test(text);
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

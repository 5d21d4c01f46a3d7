import { isObject, type JsonObject, valueAt } from "@mileapp/contract";

export { isObject, type JsonObject, valueAt };

/**
 * Whether a stored value says what was sent: the same, the same point in time in another notation, the same number as
 * a text; of an object at least what was sent of it, or the id of the record that it has become.
 */
export function says(stored: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) {
    return (
      Array.isArray(stored) && stored.length === sent.length && sent.every((one, index) => says(stored[index], one))
    );
  }
  if (isObject(sent)) {
    if (typeof stored === "string") return /^[0-9a-f]{24}$/.test(stored);
    return isObject(stored) && Object.entries(sent).every(([name, one]) => says(stored[name], one));
  }
  return String(stored) === String(sent) || (isTime(sent) && instant(stored) === instant(sent));
}

const isTime = (value: unknown): boolean => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(String(value));

/** Milliseconds since the epoch of a datetime in any of the API's notations; without an offset it is UTC. */
function instant(value: unknown): number {
  const iso = String(value).replace(" ", "T");
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}

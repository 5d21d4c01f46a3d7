/** Seconds since midnight of `HH:mm` or `H:mm:ss`, where the hour may pass 24; undefined for anything else. */
export function readTimeOfDay(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const [hours = Number.NaN, minutes = Number.NaN, seconds = 0] = text.split(":").map(Number);
  const time = hours * 3600 + minutes * 60 + seconds;
  return Number.isNaN(time) ? undefined : time;
}

/** Writes seconds since midnight as `H:mm:ss`; the hour passes 24 on a later day. */
export function writeTimeOfDay(time: number): string {
  const whole = Math.round(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

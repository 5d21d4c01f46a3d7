/** A position in decimal degrees. */
export interface Position {
  readonly lat: number;
  readonly lng: number;
}

/** Roads are longer than the line through the air. */
const detour = 1.3;
const earthRadius = 6_371_000;

/** Reads `latitude,longitude`; undefined for what is no place on earth. */
export function readPosition(text: unknown): Position | undefined {
  const [lat = Number.NaN, lng = Number.NaN, ...rest] = String(text).split(",").map(Number);
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && rest.length === 0;
  return isPlace ? { lat, lng } : undefined;
}

/** About how far it is by road, in whole metres. */
export function roadMetres(from: Position, to: Position): number {
  const lat = sinSquared(radians(to.lat - from.lat) / 2);
  const lng = sinSquared(radians(to.lng - from.lng) / 2);
  const h = lat + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * lng;
  return Math.round(2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h))) * detour);
}

/** Seconds for a way in metres at a speed in km/h. */
export function drivingSeconds(metres: number, speed: number): number {
  return (metres * 3.6) / speed;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const sinSquared = (angle: number): number => Math.sin(angle) ** 2;

/** Seconds since midnight of `HH:mm` or `H:mm:ss`, where the hour may pass 24; undefined for anything else. */
export function readClock(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const [hours = Number.NaN, minutes = Number.NaN, seconds = 0] = text.split(":").map(Number);
  const time = hours * 3600 + minutes * 60 + seconds;
  return Number.isNaN(time) ? undefined : time;
}

/** Writes seconds since midnight as `H:mm:ss`; the hour passes 24 on a later day. */
export function writeClock(time: number): string {
  const whole = Math.round(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** Whole minutes that a time in seconds takes up; what is begun counts. */
export function minutesOf(seconds: number): number {
  return Math.ceil(Math.round(seconds) / 60);
}

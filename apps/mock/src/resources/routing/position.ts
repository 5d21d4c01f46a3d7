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

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const sinSquared = (angle: number): number => Math.sin(angle) ** 2;

/** Seconds for a way in metres at a speed in km/h. */
export function drivingSeconds(metres: number, speed: number): number {
  return (metres * 3.6) / speed;
}

/** Whole minutes that a time in seconds takes up; what is begun counts. */
export function minutesOf(seconds: number): number {
  return Math.ceil(Math.round(seconds) / 60);
}

import { existsSync } from "node:fs";

const places = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium that tests run in; undefined where none is installed. */
export const chromiumPath = places.find((place) => place !== undefined && existsSync(place));

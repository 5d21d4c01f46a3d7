import { fileURLToPath } from "node:url";

/** The folder of the built site: static files that any web server can serve. */
export const distFolder: string = fileURLToPath(new URL("../dist/", import.meta.url));

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startServer } from "../src/index.ts";

/** The bundled document that the site is built from. */
export const bundle: Buffer = await readFile(fileURLToPath(import.meta.resolve("@mileapp/spec/openapi.json")));

/** Serves the built site on a free port while `use` runs. */
export async function served<T>(use: (url: string) => Promise<T>, mockUrl?: string): Promise<T> {
  const server = await startServer({ port: 0, ...(mockUrl === undefined ? {} : { mockUrl }) });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

/** Addresses of everything that a page loads by itself: scripts, styles, pictures, frames, preloads. Links to click are none. */
export function loadedAddresses(html: string): string[] {
  const own = html.replace(/<a\b[^>]*>/g, "").replace(/<meta\b[^>]*>/g, "");
  const attributes = [...own.matchAll(/\s(?:src|href|srcset|poster|data|action)="([^"]*)"/g)];
  const styles = [...own.matchAll(/url\(\s*["']?([^"')]+)/g)];
  return [...attributes, ...styles].map(([, address = ""]) => address);
}

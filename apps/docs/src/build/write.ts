import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes the files of a site into one folder. */
export type SiteWriter = {
  /** Writes a file under its plain name; its content may change from build to build. */
  plain(name: string, content: string | Uint8Array): Promise<void>;
  /** Writes a file under a name that changes with its content, so that browsers may keep it for ever; returns its address. */
  hashed(name: string, extension: string, content: string): Promise<string>;
};

/** Empties a folder, or makes it, for a new site. */
export async function openFolder(folder: string): Promise<SiteWriter> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "assets"), { recursive: true });
  return {
    plain: (name, content) => writeFile(join(folder, name), content),
    async hashed(name, extension, content) {
      const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
      const address = `assets/${name}.${hash}.${extension}`;
      await writeFile(join(folder, address), content);
      return address;
    },
  };
}

/** Reads one of our own files of the site. */
export async function readSource(name: string): Promise<string> {
  return await readFile(new URL(`../../site/${name}`, import.meta.url), "utf8");
}

/** One of our own SVG pictures, as an address that holds the picture itself. */
export async function pictureAddress(name: string): Promise<string> {
  return `data:image/svg+xml;base64,${Buffer.from((await readSource(name)).trim()).toString("base64")}`;
}

import type { World } from "../../behave/call.ts";

/** What a world keeps of pictures; beyond that, the oldest go first. */
const maxBytes = 32 * 1024 * 1024;

interface Shelf {
  readonly pictures: Map<string, Uint8Array<ArrayBuffer>>;
  bytes: number;
}

/** Not among the records: pictures would outweigh all of these, and need not outlive the mock. */
const shelves = new WeakMap<World, Shelf>();

/** Keeps an uploaded picture in memory, to be seen at its address. */
export function keepPicture(world: World, url: string, bytes: Uint8Array): void {
  const shelf = shelves.get(world) ?? { pictures: new Map(), bytes: 0 };
  shelves.set(world, shelf);
  remove(shelf, url);
  shelf.pictures.set(url, new Uint8Array(bytes));
  shelf.bytes += bytes.length;
  for (const oldest of shelf.pictures.keys()) {
    if (shelf.bytes <= maxBytes) return;
    remove(shelf, oldest);
  }
}

/** The picture that was uploaded to an address; undefined when it is not kept, or not any more. */
export function pictureAt(world: World, url: string): Uint8Array<ArrayBuffer> | undefined {
  return shelves.get(world)?.pictures.get(url);
}

function remove(shelf: Shelf, url: string): void {
  shelf.bytes -= shelf.pictures.get(url)?.length ?? 0;
  shelf.pictures.delete(url);
}

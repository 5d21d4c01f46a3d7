import type { Location, UserContext } from "@redocly/openapi-core";

type Resolve = UserContext["resolve"];

/** Whether a value is an object with keys, so neither an array nor null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value of the document and where it stands. Reading on from it follows references, also into other files. */
export class Place {
  /** The value with its reference followed; undefined when the reference leads nowhere (Redocly reports that itself). */
  readonly value: unknown;
  /** Where `value` stands: at the end of the reference, if it is one. */
  readonly location: Location;
  /** Where it was written, before any reference was followed. */
  readonly origin: Location;
  /** Whether it was written as a reference. */
  readonly isReference: boolean;
  /** The keys written beside `$ref`, here and at every reference on the way; OpenAPI 3.1 lets them count too. */
  readonly siblings: Place[] = [];
  readonly #resolve: Resolve;

  constructor(written: unknown, origin: Location, resolve: Resolve) {
    this.origin = origin;
    this.#resolve = resolve;
    this.isReference = isRecord(written) && typeof written.$ref === "string";
    if (!this.isReference || !isRecord(written)) {
      this.value = written;
      this.location = origin;
      return;
    }
    const target = resolve<object>({ $ref: String(written.$ref) }, origin.source.absoluteRef);
    this.value = target.node;
    this.location = target.location ?? origin;
    for (const hop of [{ node: written, location: origin }, ...(target.chain ?? [])]) {
      if (!isRecord(hop.node)) continue;
      const { $ref: _, ...rest } = hop.node;
      if (Object.keys(rest).length > 0) this.siblings.push(new Place(rest, hop.location, resolve));
    }
  }

  /** What stands under a key, or undefined. */
  get(key: string): Place | undefined {
    if (!isRecord(this.value) || this.value[key] === undefined) return undefined;
    return new Place(this.value[key], this.location.child(key), this.#resolve);
  }

  /** Keys and what stands under them; nothing when this is no object. */
  fields(): [key: string, place: Place][] {
    if (!isRecord(this.value)) return [];
    return Object.entries(this.value).map(([key, value]) => [
      key,
      new Place(value, this.location.child(key), this.#resolve),
    ]);
  }

  /** The elements; none when this is no array. */
  items(): Place[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((value, index) => new Place(value, this.location.child(index), this.#resolve));
  }

  /** The text here; empty when there is none. */
  get text(): string {
    return typeof this.value === "string" ? this.value : "";
  }
}

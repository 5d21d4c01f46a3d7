import { createRequire } from "node:module";
import { type Operation, operations, type Verb } from "@mileapp/contract";

/** What can be done to the records of one collection: the operations that need nothing but a record's id. */
export interface Life {
  readonly collection: string;
  /** The first list; another one, such as the gallery, shows a part of the records by a rule of its own. */
  readonly list: Operation | undefined;
  readonly create: Operation | undefined;
  readonly get: Operation;
  readonly replace: Operation | undefined;
  readonly update: Operation | undefined;
  readonly remove: Operation | undefined;
  /** The stored property that holds the id. */
  readonly id: string;
  /** Whether replacing an unknown, well-formed id creates a record there. */
  readonly upserts: boolean;
}

/** The lives that the document describes: of every collection whose records can be read one by one. */
export function lives(): Life[] {
  const collections = [...new Set(operations.map(({ resource }) => resource.collection))];
  return collections.flatMap((collection) => {
    const own = operations.filter(({ resource, path }) => {
      const parameters = path.match(/\{/g)?.length ?? 0;
      const byId = /^_?id$/.test(resource.key?.property ?? "");
      return resource.collection === collection && (parameters === 0 || (parameters === 1 && byId));
    });
    const of = (verb: Verb) => own.find(({ resource }) => resource.verb === verb);
    const get = of("get");
    if (get?.resource.key === undefined) return [];
    const replace = of("replace");
    return {
      collection,
      list: of("list"),
      create: of("create"),
      get,
      replace,
      update: of("update"),
      remove: of("delete"),
      id: get.resource.key.property,
      upserts: replace !== undefined && !/nothing is created/i.test(descriptionOf(replace)),
    };
  });
}

// The bundle's own shape, as far as it is read here.
type Bundle = { paths: Record<string, Record<string, { description?: string } | undefined> | undefined> };
const bundle: Bundle = createRequire(import.meta.url)("@mileapp/spec/openapi.json");

function descriptionOf({ path, method }: Operation): string {
  return bundle.paths[path]?.[method.toLowerCase()]?.description ?? "";
}

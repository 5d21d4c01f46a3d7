import { isJson, isMultipart, mediaTypes } from "./content.ts";
import type { Operation } from "./operations.ts";
import type { Place } from "./place.ts";
import { alternatives, children, parts } from "./schema.ts";

/** A property that a request can carry, at whatever depth. */
export interface RequestProperty {
  operation: Operation;
  /** How messages call it: `customer.name`, `tasks[].hubId`. */
  way: string;
  schema: Place;
}

/** Every property of every JSON or multipart request body, each schema once. */
export function requestProperties(operations: Operation[]): RequestProperty[] {
  const seen = new Set<string>();
  return operations.flatMap((operation) =>
    mediaTypes(operation.place.get("requestBody")).flatMap(([type, media]) => {
      const schema = media.get("schema");
      if (!schema || !(isJson(type) || isMultipart(type))) return [];
      return [...inside(schema, "", seen)].map(([way, place]) => ({ operation, way: way.slice(1), schema: place }));
    }),
  );
}

function* inside(schema: Place, way: string, seen: Set<string>): Generator<[way: string, schema: Place]> {
  if (seen.has(schema.location.absolutePointer)) return;
  seen.add(schema.location.absolutePointer);
  for (const branch of alternatives(schema)) yield* inside(branch, way, seen);
  for (const [step, child] of children(schema)) {
    if (step.startsWith(".") && step !== ".*") yield [way + step, child];
    yield* inside(child, way + step, seen);
  }
}

/** What a property says under an extension's name: at itself, beside its reference or in what it refers to. */
export function extensionsOf(property: RequestProperty, name: string): Place[] {
  return parts(property.schema).flatMap((part) => part.get(name) ?? []);
}

import type { Location, Oas3Rule } from "@redocly/openapi-core";
import { isRecord, Place } from "./place.ts";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** One operation with what a rule asks of it. */
export interface Operation {
  /** What messages call it: its operationId, or method and path when it has none. */
  name: string;
  /** In lower case. */
  method: string;
  /** The template, such as `/hub/{hubId}`. */
  path: string;
  place: Place;
  /** Its own parameters first, then those of its path that it does not override. */
  parameters: Parameter[];
  /** The success answers, by code. */
  successes: [code: string, response: Place][];
  /** Every other answer, by code or range. */
  failures: [code: string, response: Place][];
}

export interface Parameter {
  name: string;
  in: string;
  place: Place;
}

/** Reports what is wrong with an operation; `at` is where, by default the operation as a whole. */
export type Report = (operation: Operation, message: string, at?: Location) => void;

/** A rule over all operations in `paths`. Webhooks are left out: others answer them, so they follow other rules. */
export function operationRule(check: (operations: Operation[], report: Report) => void): Oas3Rule {
  return documentRule((document, report) => {
    check(operationsOf(document.get("paths")), (operation, message, at = keyOf(operation.place.origin)) =>
      report(`\`${operation.name}\`: ${message}`, at),
    );
  });
}

/** A rule over the whole document. */
export function documentRule(
  check: (document: Place, report: (message: string, at: Location) => void) => void,
): Oas3Rule {
  return () => ({
    Root(root, context) {
      check(new Place(root, context.location, context.resolve), (message, location) =>
        context.report({ message, location }),
      );
    },
  });
}

/** All operations of `paths` or `webhooks`, in the order of the document. */
export function operationsOf(paths: Place | undefined): Operation[] {
  return (paths?.fields() ?? []).flatMap(([path, item]) =>
    item
      .fields()
      .filter(([method, place]) => methods.has(method) && isRecord(place.value))
      .map(([method, place]) => readOperation(path, item, method, place)),
  );
}

function readOperation(path: string, item: Place, method: string, place: Place): Operation {
  const responses = place.get("responses")?.fields() ?? [];
  return {
    name: place.get("operationId")?.text || `${method.toUpperCase()} ${path}`,
    method,
    path,
    place,
    parameters: readParameters(place, item),
    successes: responses.filter(([code]) => code.startsWith("2")),
    failures: responses.filter(([code]) => !code.startsWith("2") && !code.startsWith("x-")),
  };
}

function readParameters(...holders: Place[]): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const place of holders.flatMap((holder) => holder.get("parameters")?.items() ?? [])) {
    const parameter = { name: place.get("name")?.text ?? "", in: place.get("in")?.text ?? "", place };
    const id = `${parameter.in} ${parameter.name}`;
    if (!found.has(id)) found.set(id, parameter);
  }
  return [...found.values()];
}

/** The key alone, so that a report about a whole operation shows one line and not all of it. */
export function keyOf(location: Location): Location {
  return location.key();
}

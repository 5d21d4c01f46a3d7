import type { Operation } from "@mileapp/contract";
import { recordShape, requestShape } from "@mileapp/contract/records";
import { isObject, type JsonObject, says } from "./json.ts";
import type { Life } from "./lives.ts";

/** The properties of a record that the document names. */
export function named({ collection }: Life, record: JsonObject): JsonObject {
  const { properties } = recordShape(collection);
  return Object.fromEntries(Object.entries(record).filter(([name]) => properties.includes(name)));
}

/** A record without the marks of its last change. */
export function lasting(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith("updated")));
}

/**
 * The properties of a request that a record should have kept and has not: those that the document names in both, and
 * those that it names nowhere, which are the organization's own. Files are kept in forms of their own, and rows may
 * have become records of their own.
 */
export function contradicted(operation: Operation, stored: JsonObject, sent: JsonObject): string[] {
  const { properties } = recordShape(operation.resource.collection);
  const documented = requestShape(operation.id).properties;
  const files = (operation.body?.contents[0]?.fields ?? []).filter(({ file }) => file).map(({ name }) => name);
  const names = Object.keys(sent).filter((name) => properties.includes(name) || !documented.includes(name));
  return names.filter(
    (name) => !files.includes(name) && !becameRecords(stored[name], sent[name]) && !says(stored[name], sent[name]),
  );
}

function becameRecords(stored: unknown, sent: unknown): boolean {
  return stored === undefined && Array.isArray(sent) && sent.every(isObject);
}

/**
 * The properties in which two states of a record differ, of those that an operation's request can set. What a server
 * writes of its own accord (a log, a time) is not counted.
 */
export function changed(operation: Operation, before: JsonObject, after: JsonObject): string[] {
  const { properties } = recordShape(operation.resource.collection);
  const settable = requestShape(operation.id).properties;
  const names = Object.keys({ ...before, ...after });
  const counted = names.filter((name) => settable.includes(name) || !properties.includes(name));
  return counted.filter((name) => !says(after[name], before[name]));
}

/**
 * The text to filter a list by a property so that a record is found. Undefined for what has no text, for a text with a
 * comma, which lists read as several, and for points in time, which they read as ranges.
 */
export function filterable({ collection }: Life, record: JsonObject, name: string): string | undefined {
  const { properties, times } = recordShape(collection);
  const own = record[name];
  const value = Array.isArray(own) ? own[0] : own;
  if (!properties.includes(name) || name in times || typeof value === "object") return undefined;
  const text = String(value ?? "");
  return text === "" || text.includes(",") ? undefined : text;
}

/** Whether a property, or one of its values, is a text; `partly`: or has it somewhere inside, whatever the case. */
export function hasText(own: unknown, text: string, partly: boolean): boolean {
  return (Array.isArray(own) ? own : [own]).some((value) =>
    partly ? String(value).toLowerCase().includes(text.toLowerCase()) : String(value) === text,
  );
}

import type { FormField, Parameter, TextRule, TextType } from "../src/types.ts";
import type { Document, ParameterObject, Schema, SchemaObject } from "./document.ts";
import { resolve } from "./document.ts";

const order: readonly TextType[] = ["integer", "number", "boolean", "json", "string"];

/** How the texts of a parameter are read. Throws for kinds of parameters that `readParameters` does not know. */
export function parameterRule(document: Document, parameter: ParameterObject, at: string): Parameter {
  const { name, schema } = parameter;
  if (parameter.in !== "path" && parameter.in !== "query") {
    throw new Error(`${at}: parameter ${name} is in ${parameter.in}; only path and query parameters are supported.`);
  }
  const style = parameter.in === "path" ? "simple" : "form";
  if (schema === undefined || (parameter.style ?? style) !== style) {
    throw new Error(`${at}: parameter ${name} must have a schema and the style ${style}.`);
  }
  const exploded = parameter.explode ?? style === "form";
  const rule = textRule(document, name, schema, parameter.required === true, exploded ? "repeat" : "comma");
  if (rule.types.includes("json")) throw new Error(`${at}: parameter ${name} is an object, which is not supported.`);
  const query = parameter["x-query"];
  return { in: parameter.in, ...rule, ...(query === undefined ? {} : { query }) };
}

/** How the parts of a multipart body are read. */
export function formFields(document: Document, schema: Schema): FormField[] {
  const required = new Set(parts(document, schema).flatMap((part) => part.required ?? []));
  const properties = parts(document, schema).flatMap((part) => Object.entries(part.properties ?? {}));
  return properties.map(([name, property]) => {
    const rule = textRule(document, name, property, required.has(name), "repeat");
    return { ...rule, file: holdsFile(document, property) };
  });
}

/** Whether a schema stands for a file: text of no encoding, of a media type or in `format: binary`. */
export function isFile(schema: SchemaObject): boolean {
  return schema.format === "binary" || ("contentMediaType" in schema && !("contentEncoding" in schema));
}

function textRule(document: Document, name: string, schema: Schema, required: boolean, list: "comma" | "repeat") {
  const kinds = kindsOf(document, schema);
  const isList = kinds.has("array") && !kinds.has("string");
  const elements = isList ? parts(document, schema).find((part) => part.items !== undefined)?.items : schema;
  const types = textTypes(kindsOf(document, elements ?? true));
  const preset = parts(document, schema).find((part) => part.default !== undefined)?.default;
  const rule: TextRule = {
    name,
    required,
    types,
    ...(isList ? { list } : {}),
    ...(preset === undefined ? {} : { default: preset }),
  };
  return rule;
}

function textTypes(kinds: ReadonlySet<string>): TextType[] {
  const types = order.filter((type) => kinds.has(type === "json" ? "object" : type));
  return types.length > 0 ? types : ["string"];
}

/** The JSON types that a schema accepts; none when it does not say. */
function kindsOf(document: Document, schema: Schema): Set<string> {
  const kinds = new Set<string>();
  for (const part of parts(document, schema)) {
    const values = "const" in part ? [part.const] : (part.enum ?? []);
    const own = part.type === undefined ? values.map(kindOf) : [part.type].flat();
    const branches = [...(part.anyOf ?? []), ...(part.oneOf ?? [])].flatMap((branch) => [...kindsOf(document, branch)]);
    for (const kind of [...own, ...branches]) kinds.add(kind);
  }
  return kinds;
}

function kindOf(value: unknown): string {
  if (Number.isInteger(value)) return "integer";
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}

/** A schema with everything that it takes in by `$ref` and `allOf`. */
function parts(document: Document, schema: Schema): SchemaObject[] {
  if (typeof schema === "boolean") return [];
  const { $ref } = schema;
  const target = $ref === undefined ? [] : parts(document, resolve<SchemaObject>(document, { $ref }));
  return [schema, ...target, ...(schema.allOf ?? []).flatMap((part) => parts(document, part))];
}

function holdsFile(document: Document, schema: Schema): boolean {
  return parts(document, schema).some(
    (part) => isFile(part) || (part.items !== undefined && holdsFile(document, part.items)),
  );
}

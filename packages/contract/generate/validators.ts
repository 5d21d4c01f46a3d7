import { _, Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { minifySync } from "vite";
import { formats } from "../src/formats.ts";
import type { Document, MediaType, Schema } from "./document.ts";
import { adaptKeywords } from "./keywords.ts";
import { mediaTypes } from "./operations.ts";
import { essence, formatsIn, observed } from "./schemas.ts";
import { bareObject, head } from "./source.ts";

const imports = ['import { formats } from "../formats.ts";', 'import { equal, ucs2length } from "../runtime.ts";'];

/** Collects schemas and writes the module that validates them. Equal schemas share one validator. */
export class Validators {
  readonly #ajv: Ajv2020;
  readonly #names = new Map<string, { readonly name: string; readonly id: string }>();
  readonly #components = new Map<string, Schema>();
  readonly #observed = new Set<unknown>();

  constructor(document: Document) {
    this.#ajv = new Ajv2020({
      allErrors: true,
      allowUnionTypes: true,
      code: { esm: true, source: true, formats: _`formats` },
      messages: false,
      strict: true,
      strictRequired: false,
    });
    adaptKeywords(this.#ajv, (schema) => this.#observed.has(schema));
    for (const format of formatsIn(document)) this.#ajv.addFormat(format, formats[format] ?? true);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      this.#components.set(name, essence(schema));
    }
    for (const [name, schema] of this.#components) this.#addSchema(schema, name);
  }

  /** The name, inside the module, of the validator of a schema of the document. */
  add(schema: Schema): string {
    const own = essence(schema);
    const key = JSON.stringify(own);
    const known = this.#names.get(key);
    if (known !== undefined) return known.name;
    const name = `v${this.#names.size}`;
    const component = /^\{"\$ref":"(\w+)"\}$/.exec(key)?.[1];
    if (component === undefined) this.#addSchema(own, name);
    this.#names.set(key, { name, id: component ?? name });
    return name;
  }

  #addSchema(schema: Schema, name: string): void {
    observed(schema, this.#components, this.#observed);
    this.#ajv.addSchema(schema, name);
  }

  /** An object literal with the validators of a body by media type. */
  addContent(content: Readonly<Record<string, MediaType>>): string {
    const types = mediaTypes(content);
    const schemas = Object.values(content).map(({ schema }) => schema ?? true);
    return bareObject(schemas.map((schema, index) => [types[index] ?? "", this.add(schema)] as const));
  }

  /** The module that holds the validators and these lines, in as few characters as it takes: it is parsed at each start. */
  module(lines: readonly string[]): string {
    const ids = Object.fromEntries([...this.#names.values()].map(({ name, id }) => [name, id]));
    const code = withoutSchemaPaths(withoutRequire(standaloneModule.default(this.#ajv, ids)));
    const { code: short, errors } = minifySync("validators.js", [...imports, code, ...lines].join("\n"), {
      module: true,
    });
    if (errors[0] !== undefined) throw new Error(`The validators cannot be shortened: ${errors[0].message}`);
    return `${head}\n${short}\n`;
  }
}

/** Ajv writes `require` of its own helpers even into ES modules; `src/runtime.ts` has the two that schemas need. */
function withoutRequire(code: string): string {
  const own = code
    .replace(/require\("ajv\/dist\/runtime\/(ucs2length|equal)"\)\.default/g, "$1")
    .replace(/^"use strict";/, "")
    .replace(/export const /g, "const ");
  const left = /require\([^)]*\)/.exec(own);
  if (left !== null) throw new Error(`A validator needs ${left[0]}, which src/runtime.ts does not have.`);
  return own;
}

/** Every error would name its keyword's place in the schema, which nobody reads and which makes a sixth of the code. */
function withoutSchemaPaths(code: string): string {
  return code.replace(/,schemaPath:"(?:[^"\\]|\\.)*"/g, "");
}

import { _, Ajv2020 } from "ajv/dist/2020.js";
import standaloneModule from "ajv/dist/standalone/index.js";
import { minifySync } from "vite";
import { formats } from "../src/formats.ts";
import type { Document, MediaType, Schema } from "./document.ts";
import { adaptKeywords } from "./keywords.ts";
import { mediaTypes } from "./operations.ts";
import { essence, formatsIn } from "./schemas.ts";
import { bareObject, head } from "./source.ts";

const imports = ['import { formats } from "../formats.ts";', 'import { equal, ucs2length } from "../runtime.ts";'];

/** Collects schemas and writes the module that validates them. Equal schemas share one validator. */
export class Validators {
  readonly #ajv: Ajv2020;
  readonly #names = new Map<string, { readonly name: string; readonly id: string }>();

  constructor(document: Document) {
    this.#ajv = new Ajv2020({
      allErrors: true,
      allowUnionTypes: true,
      code: { esm: true, source: true, formats: _`formats` },
      messages: false,
      strict: true,
      strictRequired: false,
    });
    adaptKeywords(this.#ajv);
    for (const format of formatsIn(document)) this.#ajv.addFormat(format, formats[format] ?? true);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      this.#ajv.addSchema(essence(schema), name);
    }
  }

  /** The name, inside the module, of the validator of a schema of the document. */
  add(schema: Schema): string {
    const own = essence(schema);
    const key = JSON.stringify(own);
    const known = this.#names.get(key);
    if (known !== undefined) return known.name;
    const name = `v${this.#names.size}`;
    const component = /^\{"\$ref":"(\w+)"\}$/.exec(key)?.[1];
    if (component === undefined) this.#ajv.addSchema(own, name);
    this.#names.set(key, { name, id: component ?? name });
    return name;
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
    const code = withoutRequire(standaloneModule.default(this.#ajv, ids));
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

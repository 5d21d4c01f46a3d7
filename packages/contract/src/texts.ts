import type { TextRule, TextType } from "./types.ts";

const integer = /^-?(?:0|[1-9]\d*)$/;
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Reads one text as the first of the types that it fits. A text that fits none stays text, which validation refuses. */
export function readText(types: readonly TextType[], text: string): unknown {
  for (const type of types) {
    const value = readAs(type, text);
    if (value !== undefined) return value;
  }
  return text;
}

/** Reads the texts that were sent under one name. A single value that was sent more than once: the last one counts. */
export function readTexts(rule: TextRule, texts: readonly string[] = []): unknown {
  const last = texts.at(-1);
  if (last === undefined) return rule.default;
  if (rule.list === undefined) return readText(rule.types, last);
  const elements = rule.list === "repeat" ? texts : splitAtCommas(last);
  return elements.map((element) => readText(rule.types, element));
}

function readAs(type: TextType, text: string): unknown {
  switch (type) {
    case "string":
      return text;
    case "integer": {
      const value = integer.test(text) ? Number(text) : undefined;
      return Number.isSafeInteger(value) ? value : undefined;
    }
    case "number":
      return decimal.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "json":
      return readJsonObject(text);
  }
}

/** An empty text is an empty list. */
function splitAtCommas(text: string): string[] {
  return text === "" ? [] : text.split(",");
}

function readJsonObject(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

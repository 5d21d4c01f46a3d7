/** Throws a `SyntaxError` for what is no JavaScript. Nothing is run; a page that allows no `eval` parses nothing either. */
export const parseScript: typeof import("../resources/plugin/parse-script.ts").parseScript = (text) => {
  new Function(text);
};

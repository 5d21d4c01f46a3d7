import { Script } from "node:vm";

/** Throws a `SyntaxError` for what is no JavaScript. Nothing is run. */
export function parseScript(text: string): void {
  new Script(text);
}

import { parseScript } from "#parse-script";
import { Refusal } from "../../refusal.ts";

/** What the engine says of a script only because it is a module. */
const moduleOnly = /import statement outside a module|import\.meta|Unexpected token 'export'|await is only valid/;

/** Refuses (422) what does not parse as JavaScript. It is compiled, never run. */
export function checkScript(bytes: Uint8Array): void {
  try {
    parseScript(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError) || moduleOnly.test(error.message)) return;
    throw new Refusal(422, `The resourceFile is not valid JavaScript: ${error.message}.`);
  }
}

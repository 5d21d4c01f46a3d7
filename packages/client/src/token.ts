import { InputError } from "./errors/input-error.ts";

/** An access token, or a function that returns one; the function is asked before every request. */
export type Token = string | (() => string | Promise<string>);

/** Returns the value of the `Authorization` header. */
export type Authorization = () => Promise<string>;

/**
 * Checks the token now if it is a text, at every request if it is a function.
 * @throws InputError when it is missing, empty or not fit for a header; the message never holds the token.
 */
export function authorization(token: Token): Authorization {
  if (typeof token === "function") return async () => bearer(await askFor(token), "What the token function returned");
  const header = bearer(token, "`token`");
  return async () => header;
}

async function askFor(token: () => string | Promise<string>): Promise<string> {
  try {
    return await token();
  } catch (cause) {
    throw new InputError("The token function failed, so nothing was sent; see `cause`.", { cause });
  }
}

// Printable ASCII without spaces: `fetch` refuses anything else in a header with an error that quotes the value.
function bearer(token: unknown, subject: string): string {
  if (typeof token !== "string" || token === "") {
    throw new InputError(`${subject} is missing or empty. Make a token in the web app: Profile → Access Token → New.`);
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InputError(`${subject} is not a token: it holds a space, a line break or a letter outside ASCII.`);
  }
  return `Bearer ${token}`;
}

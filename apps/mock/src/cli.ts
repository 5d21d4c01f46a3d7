import { parseArgs } from "node:util";
import { basePath } from "@mileapp/contract";
import { defaultOrganization } from "./exchange.ts";
import { defaultBodyLimit } from "./mock.ts";
import { defaultHost, defaultPort, type ServerOptions } from "./server.ts";

export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "serve"; readonly options: ServerOptions; readonly quiet: boolean };

/** A flag that can't be understood; the message says which and what it takes. */
export class UsageError extends Error {}

export const help = `Mock of the MileApp API on your own machine.

Usage: npm run mock -- [options]

  --port <n>           port to listen on, 0 for any free one (default ${defaultPort})
  --host <address>     address to listen on (default ${defaultHost}: this machine only)
  --rate-limit <n>     requests per second and organization, or "off" (default 100)
  --body-limit <n>     largest request body in bytes (default ${defaultBodyLimit})
  --quiet              do not print the line that tells the address
  --help               this text

Try it:
  curl -H 'Authorization: Bearer acme~me' http://${defaultHost}:${defaultPort}${basePath}/hubs

Tokens: every non-empty bearer token is accepted. "acme~me" belongs to the organization "acme",
a token without "~" to the organization "${defaultOrganization}". The rate limit counts per organization.

Answers: the examples of the API document. The Prefer header picks another one:
  Prefer: code=503         an answer that the operation documents, also an error
  Prefer: example=<name>   a named example; a wrong name is answered with the names there are
  Prefer: dynamic=true     a made-up body instead of an example
`;

/** Reads the command line. Throws a UsageError for what it does not understand. */
export function readCommand(args: readonly string[]): Command {
  const values = parse(args);
  if (values.help === true) return { kind: "help" };
  const { host } = values;
  if (host === "") throw new UsageError("--host must not be empty.");
  const port = wholeNumber("--port", values.port, 0, 65535);
  const bodyLimit = wholeNumber("--body-limit", values["body-limit"], 1, Number.MAX_SAFE_INTEGER);
  const rate = values["rate-limit"];
  const requests = rate === "off" ? undefined : wholeNumber("--rate-limit", rate, 1, 1_000_000, ' or "off"');
  const options: ServerOptions = {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(bodyLimit !== undefined && { bodyLimit }),
    ...(rate === "off" && { rateLimit: false as const }),
    ...(requests !== undefined && { rateLimit: { requests } }),
  };
  return { kind: "serve", options, quiet: values.quiet === true };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        "rate-limit": { type: "string" },
        "body-limit": { type: "string" },
        quiet: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    // Node's own message names the flag, but goes on with advice about `--` that helps nobody here.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(". ", 1);
    throw new UsageError(`${sentence}.`);
  }
}

function wholeNumber(flag: string, value: string | undefined, from: number, to: number, also = ""): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= from && number <= to) return number;
  throw new UsageError(`${flag} must be a whole number from ${from} to ${to}${also}, not "${value}".`);
}

import { parseArgs } from "node:util";
import { defaultMockUrl, parseMockUrl } from "./mock-address.ts";
import type { ServerOptions } from "./server.ts";

/** What `--help` prints. */
export const help = `Serves the documentation of the MileApp API.

Usage: npm run docs -- [options]

Options:
  --port <number>   port to listen on, 0 for any free one (default 4000)
  --host <address>  address to listen on (default 127.0.0.1, this machine only)
  --mock <url>      base URL of the mock that the pages name (default ${defaultMockUrl})
  --help            show this text
`;

const flags = {
  port: { type: "string", default: "4000" },
  host: { type: "string", default: "127.0.0.1" },
  mock: { type: "string", default: defaultMockUrl },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the command line; "help" when that is all that is asked for.
 * @throws {Error} that names the flag and says what it takes.
 */
export function readOptions(args: string[]): Required<ServerOptions> | "help" {
  const { values } = parseArgs({ args, options: flags });
  if (values.help) return "help";
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535) {
    throw new RangeError(`--port takes a number from 0 to 65535, not "${values.port}".`);
  }
  if (values.host === "") throw new RangeError("--host takes an address, such as 127.0.0.1.");
  return { port: Number(values.port), host: values.host, mockUrl: readMock(values.mock) };
}

function readMock(text: string): string {
  try {
    return parseMockUrl(text);
  } catch (error) {
    throw new RangeError(`--mock: ${error instanceof Error ? error.message : text}`);
  }
}

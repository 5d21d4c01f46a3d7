import { help, readOptions } from "./options.ts";
import { startServer } from "./server.ts";

/** Ends with a message for people: code 2 when the command line is wrong, 1 when something else is. */
function fail(error: unknown, code: number): never {
  console.error(error instanceof Error ? error.message : error);
  if (code === 2) console.error("--help lists the options.");
  process.exit(code);
}

function options() {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return fail(error, 2);
  }
}

const asked = options();
if (asked === "help") {
  process.stdout.write(help);
} else {
  const server = await startServer(asked).catch((error: unknown) => fail(error, 1));
  console.log(`Docs ready: ${server.url}`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void server.close());
}

import { type Command, help, readCommand, UsageError } from "./cli.ts";
import { defaultHost, defaultPort, type ServerOptions, startServer } from "./server.ts";

/** The command line: starts the mock, says where it is, and stops it on a signal. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await carryOut(readCommand(args));
  } catch (error) {
    const usage = error instanceof UsageError;
    process.stderr.write(`${error instanceof Error ? error.message : error}${usage ? " See --help." : ""}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}

async function carryOut(command: Command): Promise<void> {
  if (command.kind === "help") {
    process.stdout.write(help);
    return;
  }
  const server = await start({ ...command.options, onFault: (error) => console.error(error) });
  const stop = () => server.close().then(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (!command.quiet) process.stdout.write(`Mock ready: ${server.url}\n`);
}

/** Starts the server and puts what the system says against it in words that help. */
async function start(options: ServerOptions) {
  const { host = defaultHost, port = defaultPort } = options;
  try {
    return await startServer(options);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      const next = port < 65535 ? port + 1 : port - 1;
      throw new Error(`Port ${port} is in use. Stop what runs there or try --port ${next}.`);
    }
    if (code === "EACCES") throw new Error(`Port ${port} needs more rights. Try --port ${defaultPort}.`);
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
      throw new Error(`This machine has no address "${host}". Try --host ${defaultHost}.`);
    }
    throw error;
  }
}

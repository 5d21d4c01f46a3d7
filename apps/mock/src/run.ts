import { createServer } from "node:net";
import manifest from "../package.json" with { type: "json" };
import { type Command, readCommand, UsageError } from "./cli.ts";
import { readFiles } from "./files.ts";
import { createLog } from "./log/writer.ts";
import { DataFileError } from "./memory/data-file.ts";
import { defaultHost, defaultPort, type MockServer, type ServerOptions, startServer } from "./server.ts";

/** The command line: starts the mock, says where it is, and stops it on a signal. */
export async function run(args: readonly string[]): Promise<void> {
  // Nobody may want to read on (`| head -1`, `2>&1 | head`), and that is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    await carryOut(readCommand(args));
  } catch (error) {
    const usage = error instanceof UsageError;
    process.stderr.write(`${error instanceof Error ? error.message : error}${usage ? " See --help." : ""}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}

async function carryOut(command: Command): Promise<void> {
  if (command.kind === "version") {
    process.stdout.write(`${manifest.version}\n`);
    return;
  }
  if (command.kind === "help") {
    const { help } = await import("./help.ts");
    process.stdout.write(help);
    return;
  }
  const log = createLog(command.log, process.stderr);
  const files = await readFiles(command);
  const server = await start({
    ...command.options,
    ...files,
    onRequest: log.add,
    // What is wrong with the file is no fault of the mock's: it needs no stack trace.
    onFault: (error) => console.error(error instanceof DataFileError ? error.message : error),
  });
  process.stdout.write(`Mock ready: ${server.url}\n`);
  stopOnSignal(server, log.flush);
}

/** Lets running requests end and closes the data file. A second signal does not wait for that. */
function stopOnSignal(server: MockServer, flush: () => void): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await server.close();
    flush();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Starts the server and puts what the system says against it in words that help. */
async function start(options: ServerOptions): Promise<MockServer> {
  const { host = defaultHost, port = defaultPort } = options;
  try {
    return await startServer(options);
  } catch (error) {
    const { code, syscall }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
    if (code === "EADDRINUSE") {
      const next = await nextFreePort(port, host);
      throw new Error(`Port ${port} is in use. Stop what runs there, or take the next free one: --port ${next}.`);
    }
    if (code === "EACCES") throw new Error(`Port ${port} needs more rights. Try --port ${defaultPort}.`);
    // A name that can't be looked up has many codes, EAI_AGAIN without a network for example.
    if (code === "EADDRNOTAVAIL" || syscall === "getaddrinfo") {
      throw new Error(`This machine has no address "${host}". Try --host ${defaultHost}.`);
    }
    throw error;
  }
}

/** The next port that nobody listens on; 0, which stands for any, when there is none nearby. */
async function nextFreePort(port: number, host: string): Promise<number> {
  for (let next = port + 1; next <= Math.min(port + 100, 65535); next += 1) if (await isFree(next, host)) return next;
  return 0;
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

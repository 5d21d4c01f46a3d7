import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Runs a command to its end and returns how many milliseconds it took. Throws with its output when it fails. */
export async function timed(command: string, args: readonly string[], cwd: string): Promise<number> {
  const begin = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with code ${code}:\n${output.slice(-4000)}`);
  return performance.now() - begin;
}

export interface Running {
  child: ChildProcess;
  /** Milliseconds from the start of the process to the first answer of every URL. */
  startMs: number;
  stop(): Promise<void>;
}

/** Starts a server process and waits until every URL answers with any status. */
export async function startServer(
  command: string,
  args: readonly string[],
  urls: readonly string[],
  cwd = root,
): Promise<Running> {
  for (const url of urls) if (await answers(url)) throw new Error(`Something answers at ${url} already: end it first.`);
  const begin = performance.now();
  const child = spawn(command, args, { cwd, stdio: "ignore" });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const deadline = begin + 180_000;
  for (const url of urls) {
    while (!(await answers(url))) {
      if (child.exitCode !== null) throw new Error(`${command} ${args.join(" ")} ended with code ${child.exitCode}`);
      if (performance.now() > deadline) {
        await stop();
        throw new Error(`${url} did not answer within three minutes`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  return { child, startMs: performance.now() - begin, stop };
}

/** Whether anything answers at a URL. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { headers: { connection: "close" } }).then((response) => response.arrayBuffer());
    return true;
  } catch {
    return false;
  }
}

/** Resident memory of a process and all below it in bytes; undefined where the system does not tell (only Linux does). */
export function residentMemory(pid: number | undefined): number | undefined {
  return sumOverTree(pid, (one) => {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${one}/status`, "utf8"));
    return Number(line?.[1] ?? 0) * 1024;
  });
}

/** User and system time of a process and all below it in microseconds; undefined where the system does not tell. */
export function cpuTime(pid: number | undefined): number | undefined {
  return sumOverTree(pid, (one) => {
    const fields = readFileSync(`/proc/${one}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000; // utime and stime, in hundredths of a second
  });
}

function sumOverTree(pid: number | undefined, figure: (pid: number) => number): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + (sumOverTree(Number(child), figure) ?? 0), figure(pid));
  } catch {
    return undefined;
  }
}

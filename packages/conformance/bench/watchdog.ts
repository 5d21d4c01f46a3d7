import { isMainThread, Worker, workerData } from "node:worker_threads";

/** Milliseconds without progress after which the process is ended. */
const patience = 20_000;

/** Watches from another thread, because a loop that never ends leaves no time to the thread that it is in. */
export class Watchdog {
  readonly #seen = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker = new Worker(new URL(import.meta.url), { workerData: this.#seen });

  /** Tells which request of which seed is being answered. */
  see(seed: number, number: number): void {
    this.#seen[0] = seed;
    this.#seen[1] = number;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

if (!isMainThread && workerData instanceof Int32Array) {
  const seen = workerData;
  let last = "";
  setInterval(() => {
    const now = `seed ${seen[0]}, request ${seen[1]}`;
    if (now === last) {
      console.error(`hang, ${now}: no answer within ${patience / 1000} s`);
      process.kill(process.pid, "SIGKILL");
    }
    last = now;
  }, patience);
}

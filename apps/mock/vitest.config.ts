import { defineConfig } from "vitest/config";

export default defineConfig({
  // Loading Prism takes a second or more on a busy machine: once for all files, and with time to do so.
  test: { isolate: false, testTimeout: 120_000, hookTimeout: 120_000 },
});

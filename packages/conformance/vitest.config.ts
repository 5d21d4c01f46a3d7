import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["suite/**/*.test.ts"],
    globalSetup: ["./src/targets.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

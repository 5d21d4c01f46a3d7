import { defineConfig } from "vitest/config";

// The tests share nothing but Redocly, which takes longer to load than to use.
export default defineConfig({ cacheDir: "../node_modules/.vite", test: { isolate: false } });

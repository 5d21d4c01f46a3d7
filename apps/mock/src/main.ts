#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// More than half of the start goes into stripping the types off the sources. Node keeps the result for the next time.
enableCompileCache();

const { run } = await import("./run.ts");
await run(process.argv.slice(2));

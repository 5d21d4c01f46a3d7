#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Node keeps what it has compiled for the next start.
enableCompileCache();

const { run } = await import("./run.ts");
await run(process.argv.slice(2));

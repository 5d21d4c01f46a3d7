#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { setFlagsFromString } from "node:v8";

// Node keeps what it has compiled for the next start.
enableCompileCache();

const { run } = await import("./run.ts");
await run(process.argv.slice(2));
// What a request leaves behind is garbage before the next one: more room for it than the start has taken would be no
// faster, and take 50 MB.
setFlagsFromString("--semi-space-growth-factor=1");

export * from "./browser/index.ts";
export { type MockServer, type ServerOptions, startServer } from "./server.ts";

export { createMock } from "./mock.ts";
export { type MockServer, type ServerOptions, startServer } from "./server.ts";
export type { Mock, MockOptions, MockRequest, MockResponse, RateLimit } from "./types.ts";

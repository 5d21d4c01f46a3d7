export { type DocsServer, PortInUseError, type ServerOptions, startServer } from "./server.ts";

/**
 * The document as code, for whoever answers requests. `checkExchange` is exported by `@mileapp/contract/exchange`, so
 * that a server does not load the validators of answers.
 */
export type * from "./checks.ts";
export { basePath, type OperationId, operations } from "./generated/operations.js";
export { isObject, type JsonObject, valueAt } from "./json.ts";
export { findOperation, pathBelowBase } from "./match.ts";
export { operationById } from "./operations.ts";
export { readParameters } from "./parameters.ts";
export { checkBody, checkRows, readForm } from "./request.ts";
export { equal } from "./runtime.ts";
export type * from "./types.ts";

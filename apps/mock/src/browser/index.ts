/** What also works in a browser: everything but the server, the data file, XLSX imports and bodies that Prism makes up. */
export type { OperationId } from "@mileapp/contract";
export type { Call } from "../behave/call.ts";
export type { Clock } from "../clock.ts";
export type { Control, Health } from "../control/control.ts";
export type { FaultName, FaultPlan } from "../faults/plan.ts";
export type { RequestRecord } from "../log/record.ts";
export type { Seed, Snapshot } from "../memory/store.ts";
export { createMock } from "../mock.ts";
export { Refusal } from "../refusal.ts";
export { defineHandler, type Handle, type Handler, reply } from "../scenario/handler.ts";
export { defineScenario, type Scenario, type ScenarioParts } from "../scenario/scenario.ts";
export type { SeedChoice } from "../seeds/choice.ts";
export type { Mock, MockOptions, MockRequest, MockResponse, RateLimit } from "../types.ts";

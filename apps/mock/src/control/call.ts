import type { JsonObject } from "../json.ts";
import type { Snapshot } from "../memory/store.ts";
import type { Control } from "./control.ts";

/** A request to the control surface, taken apart. */
export interface ControlCall {
  readonly control: Control;
  readonly snapshots: Map<string, Snapshot>;
  /** What stands in the place of `{name}`. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

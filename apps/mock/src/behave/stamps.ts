import { recordShape } from "@mileapp/contract/records";
import { inOnePiece, type JsonObject } from "../json.ts";
import type { Organization } from "../memory/organization.ts";
import { writeTime } from "../notation.ts";
import type { Call } from "./call.ts";
import { documentedRecord } from "./documented-record.ts";

/** Properties that the server decides about, whatever a request says. Which of them a record has, the document says. */
const stampNames = ["_id", "id", "organizationId", "createdTime", "updatedTime"] as const;

type Stamps = ReadonlySet<(typeof stampNames)[number]>;

const byCollection = new Map<string, Stamps>();

function stampsOf(collection: string): Stamps {
  let found = byCollection.get(collection);
  if (found === undefined) {
    const { properties } = recordShape(collection);
    found = new Set(stampNames.filter((name) => properties.includes(name)));
    byCollection.set(collection, found);
  }
  return found;
}

/** Writes the server's part into the draft of a new record, and returns it. */
export function stampNew(call: Call, draft: Record<string, unknown>, id: string): JsonObject {
  const { collection } = call.operation.resource;
  const stamps = stampsOf(collection);
  const now = call.world.now();
  if (stamps.has("_id")) draft._id = id;
  if (stamps.has("id")) draft.id = id;
  if (stamps.has("organizationId")) draft.organizationId = organizationId(call);
  if (stamps.has("createdTime")) draft.createdTime = writeTime(collection, "createdTime", now);
  if (stamps.has("updatedTime")) draft.updatedTime = writeTime(collection, "updatedTime", now);
  return draft;
}

/** Writes the server's part into the next state of a record: only the time of the change is new. */
export function stampChanged(call: Call, draft: Record<string, unknown>, before: JsonObject): void {
  const { collection } = call.operation.resource;
  const stamps = stampsOf(collection);
  for (const name of stamps) if (name in before) draft[name] = before[name];
  if (stamps.has("updatedTime")) draft.updatedTime = writeTime(collection, "updatedTime", call.world.now());
}

const ids = new WeakMap<Organization, unknown>();

/** The organization's id, made of its name so that it is the same in every run. */
export function organizationId({ organization }: Pick<Call, "organization">): unknown {
  let id = ids.get(organization);
  if (id === undefined) {
    id = organization.name === "demo" ? documentedRecord("hubs").organizationId : digitsOf(organization.name);
    ids.set(organization, id);
  }
  return id;
}

function digitsOf(name: string): string {
  const digits = [...new TextEncoder().encode(name)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return inOnePiece(...digits.padEnd(24, "0").slice(0, 24));
}

import { type Operation, type OperationId, operationById } from "@mileapp/contract";
import type { Exchange } from "../exchange.ts";
import { isObject, type JsonObject } from "../json.ts";
import type { Collection } from "../memory/collection.ts";
import type { Organization } from "../memory/organization.ts";
import type { Schedule } from "../memory/schedule.ts";
import type { MockRequest, MockResponse } from "../types.ts";

/** What the behaviours share: the world around a request. */
export interface World {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly nextId: () => string;
  /** Work for later. */
  readonly schedule: Schedule;
  /** An organization as it is now, for work that is done after the request: it may have been reset meanwhile. */
  readonly organization: (name: string) => Organization;
  /** Names of the organizations that have been written to. */
  readonly organizations: () => readonly string[];
  /** Does work whose changes count together, or not at all when it throws. A request is such work already. */
  readonly transact: (work: () => void) => void;
  /** The exchange of a request that no client has sent, for what the mock does by itself. */
  readonly exchange: (request: MockRequest) => Exchange;
}

/** The operation with an id of the document. */
export function operationOf(operationId: OperationId): Operation {
  const operation = operationById(operationId);
  if (operation === undefined) throw new Error(`no operation is called ${operationId}`);
  return operation;
}

/** A valid request on its way to being carried out. */
export class Call {
  readonly exchange: Exchange;
  readonly organization: Organization;
  readonly world: World;
  readonly operation: Operation;

  constructor(exchange: Exchange, organization: Organization, world: World, operation = exchange.operation) {
    this.exchange = exchange;
    this.organization = organization;
    this.world = world;
    this.operation = operation;
  }

  /** The same caller at another operation, for records that follow from this one and keep that operation's rules. */
  as(operationId: OperationId): Call {
    return new Call(this.exchange, this.organization, this.world, operationOf(operationId));
  }

  /** The same caller at another moment, for what is done later on. `time` is in milliseconds since the epoch. */
  at(time: number): Call {
    return new Call(this.exchange, this.organization, { ...this.world, now: () => time }, this.operation);
  }

  /** The records that the operation is about. */
  get records(): Collection {
    return this.organization.collection(this.operation.resource.collection);
  }

  /** The body as an object; an empty one when there is none. */
  get body(): JsonObject {
    return isObject(this.exchange.body) ? this.exchange.body : {};
  }

  get query(): Readonly<Record<string, unknown>> {
    return this.exchange.values.query;
  }

  /** A path parameter by its name. */
  path(name: string): string {
    return String(this.exchange.values.path[name]);
  }
}

/** The user who sends a request, as records name him. */
interface Caller {
  readonly email: string;
  readonly name: string;
}

/** Who calls: the user whom the token names, else the first user of the organization. */
export function callerOf(call: Call): Caller {
  const users = call.organization.collection("users");
  const wanted = call.exchange.user;
  let known = callers.get(users);
  if (known === undefined || known.version !== users.version) {
    known = { version: users.version, byName: new Map() };
    callers.set(users, known);
  }
  let caller = known.byName.get(wanted);
  if (caller === undefined) {
    caller = findCaller(users, wanted);
    if (known.byName.size < maxCallers) known.byName.set(wanted, caller);
  }
  return caller;
}

/** Who was found under what a token says, as long as no user changes: every write asks several times. */
const callers = new WeakMap<Collection, { version: number; byName: Map<string, Caller> }>();

/** Tokens can be made up without end. */
const maxCallers = 1000;

function findCaller(users: Collection, wanted: string): Caller {
  let first: JsonObject | undefined;
  for (const { value } of users.entries()) {
    first ??= value;
    if (isNamed(value, wanted)) return asCaller(value);
  }
  return asCaller(first ?? {});
}

/**
 * Whether what follows the `~` of a token names a user: by his e-mail, or the beginning of it up to its `@` or to a dot.
 * Anything shorter would find somebody by chance.
 */
export function isNamed({ email }: JsonObject, name: string): boolean {
  const whole = String(email ?? "");
  return name !== "" && whole.startsWith(name) && ["", "@", "."].includes(whole.charAt(name.length));
}

function asCaller({ email, name }: JsonObject): Caller {
  return { email: String(email ?? "user@example.org"), name: String(name ?? "User") };
}

/** Carries a call out. Throws a `Refusal` before it has changed anything, or answers. */
export type Behaviour = (call: Call) => MockResponse;

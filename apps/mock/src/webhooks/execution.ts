import { isObject, type JsonObject, without } from "../json.ts";

/** What an action calls: the address as the log shows it, and the body as JSON text. */
export interface Request {
  readonly url: unknown;
  readonly body: string;
}

/** The first attempt at the action of an automation as the log tells of it, before there is an outcome. */
export function executionOf(automation: JsonObject, record: JsonObject, { url, body }: Request): JsonObject {
  const details = isObject(automation.automationDetails) ? automation.automationDetails : {};
  return {
    automationId: automation._id,
    automationName: automation.name,
    name: automation.name,
    automationEvent: automation.event,
    automationType: automation.automationType,
    // Headers hold secrets, which have no place in a log.
    automationDetails: JSON.stringify(without(details, ["headers"])),
    automationUrl: url,
    dataType: automation.dataType,
    referenceId: String(record._id),
    organizationId: automation.organizationId,
    request: body,
    attempt: "0",
  };
}

const names = Object.keys(executionOf({}, {}, { url: "", body: "" }));

/** The attempt after the one that an entry of the log tells of. */
export function nextExecution(source: JsonObject): JsonObject {
  const same = Object.fromEntries(names.map((name) => [name, source[name]]));
  return { ...same, attempt: String(Number(source.attempt) + 1) };
}

import { checkBody, type Operation } from "@mileapp/contract";
import { examplesOf } from "@mileapp/contract/examples";
import { requestShape } from "@mileapp/contract/records";
import { isObject, type JsonObject } from "./json.ts";

let lastSalt = 0;

/**
 * The first documented request of an operation with new values for what no two records may share: what the document
 * marks, and `taken`.
 */
export function freshBody(operation: Operation, taken: readonly string[] = []): JsonObject {
  const [example] = examplesOf(operation.id).requests;
  if (!isObject(example?.value)) throw new Error(`${operation.id} has no example that is an object`);
  lastSalt += 1;
  const body: Record<string, unknown> = { ...example.value };
  for (const property of [...requestShape(operation.id).unique, ...taken]) {
    const value = vary(body[property], lastSalt);
    if (value !== undefined && isAllowed(operation, { ...body, [property]: value }, property)) body[property] = value;
  }
  return body;
}

/** The property of which a conflict says that another record has its value. */
export function takenProperty({
  status,
  body,
}: {
  readonly status: number;
  readonly body: unknown;
}): string | undefined {
  return status === 409 && isObject(body)
    ? /^The (\w+) has already been taken/.exec(String(body.message))?.[1]
    : undefined;
}

/**
 * Patches of one property each, first with a value that the document does not show, then with the one that it shows. Only
 * plain values: what a reference or a status changes has consequences for the rest of the record.
 */
export function smallPatches(operation: Operation): JsonObject[] {
  const { references, unique } = requestShape(operation.id);
  const examples = examplesOf(operation.id)
    .requests.map(({ value }) => value)
    .filter(isObject);
  const values = examples.flatMap((example) => Object.entries(example));
  return values
    .filter(([name]) => !references.some(({ property }) => property === name))
    .flatMap(([name, value]) => {
      const others = [vary(value, 1), nextDigit(value), typeof value === "boolean" ? !value : undefined];
      return (unique.includes(name) ? others : [...others, value]).map((one) => ({ [name]: one }));
    })
    .filter((body) => Object.values(body).every(isPlain) && isAllowed(operation, body, ""));
}

const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

function vary(value: unknown, salt: number): unknown {
  if (typeof value === "number") return value + salt;
  if (typeof value !== "string") return undefined;
  return value.includes("@") ? `s${salt}.${value}` : `${value} ${salt}`;
}

/** For texts such as phone numbers, which take nothing more at their end. */
function nextDigit(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) : undefined;
}

/** Whether the document has nothing against a property of a body; with "" against anything in it. */
function isAllowed(operation: Operation, body: JsonObject, property: string): boolean {
  const violations = checkBody(operation, operation.body?.contents[0]?.type, body);
  return violations.every(({ pointer }) => property !== "" && pointer !== `/body/${property}`);
}

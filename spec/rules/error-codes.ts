import { isDeepStrictEqual } from "node:util";
import { mediaTypes } from "./content.ts";
import { type Operation, operationRule, type Report } from "./operations.ts";
import type { Place } from "./place.ts";

const always = ["401", "405", "406", "429", "500", "502", "503", "504"];
const conflicting = new Set(["create", "replace", "update", "delete"]); // verbs of x-resource
const optional = new Set(["403", "415", "422"]); // only where an operation has a reason to give them

/**
 * Which codes an operation answers with, as the document's README says under "Answers". Error answers
 * are references to common/responses.yaml, or to common/responses-extra.yaml for the codes that only some operations give,
 * for one code the same everywhere; what a resource words in its own way stands in the responses.yaml of its room, in the
 * error body all the same.
 */
export const errorCodes = operationRule((operations, report) => {
  const usual = usualAnswers(operations);
  for (const operation of operations) {
    checkMandatory(operation, report);
    checkSuccess(operation, report);
    for (const [code, response] of operation.failures) checkShared(operation, code, response, usual, report);
  }
});

function checkShared(operation: Operation, code: string, response: Place, usual: Map<string, string>, report: Report) {
  const target = response.location.absolutePointer;
  const other = usual.get(code);
  if (isOfRoom(response)) {
    if (!hasErrorBody(response)) {
      report(operation, `answer ${code} is not in the error body, schemas/ErrorBody.yaml.`, response.origin);
    }
  } else if (!isShared(code, response)) {
    const message = `answer ${code} is not one of ${sharedFile(code)}. Refer to the one for ${code} there.`;
    report(operation, message, response.origin);
  } else if (target !== other) {
    const elsewhere = other ? `elsewhere ${code} is \`${name(other)}\`` : "elsewhere that answers another code";
    report(operation, `answer ${code} is \`${name(target)}\`, but ${elsewhere}.`, response.origin);
  }
}

function checkMandatory(operation: Operation, report: Report): void {
  const body = operation.place.get("requestBody") !== undefined;
  const has = (location: string) => operation.parameters.some((parameter) => parameter.in === location);
  const verb = operation.place.get("x-resource")?.get("verb")?.text ?? "";
  const reasons: [code: string, why: string, applies: boolean][] = [
    ...always.map((code): [string, string, boolean] => [code, "every operation can answer it", true]),
    ["400", "it takes query parameters or a body", body || has("query")],
    ["404", "its path has a parameter", has("path")],
    ["409", `its verb is \`${verb}\``, conflicting.has(verb)],
    ["413", "it takes a body", body],
  ];
  const given = new Set(operation.failures.map(([code]) => code));
  for (const [code, why, applies] of reasons) {
    if (applies && !given.has(code)) report(operation, `answer ${code} is missing; ${why}.`);
  }
}

function checkSuccess(operation: Operation, report: Report): void {
  const answers = new Map(operation.successes);
  const ok = answers.get("200");
  if (!ok) report(operation, "answer 200 is missing. It is the success code of every operation.");
  for (const [code, response] of answers) {
    if (code !== "200" && code !== "201") {
      report(operation, `answer ${code} is not in use. Success is 200, or 201 beside it.`, response.origin);
    }
  }
  const created = answers.get("201");
  if (ok && created && !isDeepStrictEqual(bodies(ok), bodies(created))) {
    report(operation, "answers 200 and 201 must have the same media types and schemas.", created.origin);
  }
}

/** The schema of each media type: where it stands when it is referred to, otherwise itself. */
function bodies(response: Place): [string, unknown][] {
  return mediaTypes(response).map(([type, media]) => {
    const schema = media.get("schema");
    return [type, schema?.isReference ? schema.location.absolutePointer : schema?.value];
  });
}

/** The one file that may hold the answer for a code. */
function sharedFile(code: string): string {
  return optional.has(code) ? "common/responses-extra.yaml" : "common/responses.yaml";
}

function isShared(code: string, response: Place): boolean {
  const file = response.location.source.absoluteRef.replaceAll("\\", "/");
  return response.isReference && file.endsWith(`/${sharedFile(code)}`);
}

/** Whether an answer stands in the `responses.yaml` of the room whose `paths/` refer to it. */
function isOfRoom(response: Place): boolean {
  const room = (file: string) => file.replaceAll("\\", "/").split("/").slice(0, -1).join("/");
  const [from, to] = [response.origin, response.location].map(({ source }) => source.absoluteRef);
  return to?.endsWith("responses.yaml") === true && from !== undefined && room(from) === `${room(to)}/paths`;
}

function hasErrorBody(response: Place): boolean {
  const [[, media] = [], ...others] = mediaTypes(response);
  const schema = media?.get("schema")?.location.source.absoluteRef ?? "";
  return others.length === 0 && schema.replaceAll("\\", "/").endsWith("/common/schemas/ErrorBody.yaml");
}

/** The shared answer for each code, one to one: what most operations do decides. */
function usualAnswers(operations: Operation[]): Map<string, string> {
  const pairs = new Map<string, { code: string; target: string; count: number }>();
  for (const [code, response] of operations.flatMap((operation) => operation.failures)) {
    if (!isShared(code, response)) continue;
    const target = response.location.absolutePointer;
    const pair = pairs.get(`${code} ${target}`) ?? { code, target, count: 0 };
    pairs.set(`${code} ${target}`, { ...pair, count: pair.count + 1 });
  }
  const usual = new Map<string, string>();
  const taken = new Set<string>();
  for (const { code, target } of [...pairs.values()].sort((a, b) => b.count - a.count)) {
    if (usual.has(code) || taken.has(target)) continue;
    usual.set(code, target);
    taken.add(target);
  }
  return usual;
}

function name(target: string): string {
  return target.slice(target.lastIndexOf("/") + 1);
}

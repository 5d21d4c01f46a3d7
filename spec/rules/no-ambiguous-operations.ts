import { type Operation, operationRule } from "./operations.ts";
import { stated } from "./schema.ts";

/**
 * No request may fit two operations equally well. Between paths that both match, the one with more literal segments
 * wins, so only paths with as many parameters are compared, and only within one method. A literal segment that a
 * parameter's `pattern` refuses tells two paths apart: `schedule` is no id.
 */
export const noAmbiguousOperations = operationRule((operations, report) => {
  for (const [index, operation] of operations.entries()) {
    const rival = operations.slice(0, index).find((other) => areAmbiguous(operation, other));
    if (!rival) continue;
    const message = `${operation.path} can match the same URL as ${rival.path} of \`${rival.name}\`, which has the same method.`;
    report(operation, `${message} Give their path parameters patterns that differ, or change a path.`);
  }
});

function areAmbiguous(a: Operation, b: Operation): boolean {
  if (a.method !== b.method || a.path === b.path) return false;
  const [segmentsA, segmentsB] = [a.path.split("/"), b.path.split("/")];
  if (segmentsA.length !== segmentsB.length || countParameters(segmentsA) !== countParameters(segmentsB)) return false;
  return segmentsA.every((segment, index) => {
    const other = segmentsB[index] ?? "";
    if (isParameter(segment)) return isParameter(other) || takes(a, segment, other);
    return isParameter(other) ? takes(b, other, segment) : segment === other;
  });
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{");
}

function countParameters(segments: string[]): number {
  return segments.filter(isParameter).length;
}

/** Whether a path parameter can have this literal as its value. */
function takes(operation: Operation, segment: string, literal: string): boolean {
  const name = segment.slice(1, -1);
  const schema = operation.parameters
    .find((parameter) => parameter.in === "path" && parameter.name === name)
    ?.place.get("schema");
  const patterns = schema ? stated(schema, "pattern") : [];
  return patterns.length === 0 || patterns.some((pattern) => new RegExp(String(pattern), "u").test(literal));
}

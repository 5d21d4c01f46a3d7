import type { Violation } from "@mileapp/contract";

/** One sentence that names the field as the API does, `The tasks.0.flow field is required.`, or the `whole` that was checked. */
export function wordViolation({ pointer, message }: Violation, whole = "request body"): string {
  // `body.tasks.0.flow is required`: the message begins with the pointer's parts.
  const [place = "", ...names] = pointer.slice(1).split("/").map(plainName);
  const field = names.join(".");
  if (field === "") return `The ${whole}${message.slice(place.length)}.`;
  return `The ${field} field${message.slice(place.length + 1 + field.length)}.`;
}

function plainName(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

import type { Operation } from "@mileapp/contract";
import { fileTypeOf } from "../files.ts";
import type { JsonObject } from "../life/json.ts";
import type { Random } from "./random.ts";

/** A multipart body with the values of an object, files where the operation takes files. */
export function asForm(value: JsonObject, operation: Operation, random: Random): { type: string; body: Uint8Array } {
  const fields = operation.body?.contents[0]?.fields ?? [];
  const boundary = `b${random.int(1e6, 9e6)}`;
  const parts = Object.entries(value).map(([name, one]) => {
    const isFile = fields.some((field) => field.name === name && field.file) !== random.chance(0.05);
    const wanted = fileTypeOf(operation, name);
    const fileName = random.chance(0.8) ? wanted.name : random.pick(["a.csv", "a.js", "", "../x", "ü.svg"]);
    const file = isFile ? `; filename="${fileName}"\r\ncontent-type: ${wanted.type}` : "";
    const text = typeof one === "string" ? one : JSON.stringify(one);
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name.replaceAll('"', "%22")}"${file}\r\n\r\n${text}\r\n`;
  });
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: new TextEncoder().encode(`${parts.join("")}--${boundary}--\r\n`),
  };
}
